import type { StoredLocation } from './model.ts';
import { type Random, weighted } from './random.ts';

/** Which names people of a place tend to have. */
export type Culture =
  | 'anglo'
  | 'hispanic'
  | 'german'
  | 'french'
  | 'nordic'
  | 'dutch'
  | 'italian'
  | 'slavic'
  | 'indian'
  | 'chinese'
  | 'japanese'
  | 'korean'
  | 'israeli'
  | 'arabic'
  | 'african'
  | 'brazilian';

/** A city where companies are. */
export interface Place {
  readonly city: string;
  readonly state: string | null;
  readonly country: string;
  readonly continent: string;
  readonly culture: Culture;
  /** How the neighbours write the country's companies: `Inc.`, `GmbH`, … */
  readonly legalForm: string;
  readonly streets: readonly string[];
}

type Country = Omit<Place, 'city' | 'state'> & { readonly numberLast?: boolean };

const unitedStates: Country = {
  country: 'United States',
  continent: 'North America',
  culture: 'anglo',
  legalForm: 'Inc.',
  streets: ['Market Street', 'Main Street', 'Mission Street', 'Broadway', 'Front Street', 'Second Street', 'Congress Avenue', 'Harrison Street', 'Pine Street', 'Washington Avenue'],
};
const countries = {
  us: unitedStates,
  ca: { ...unitedStates, country: 'Canada', streets: ['King Street West', 'Queen Street West', 'Granville Street', 'Rue Saint-Paul'] },
  uk: { country: 'United Kingdom', continent: 'Europe', culture: 'anglo', legalForm: 'Ltd', streets: ['Old Street', 'Curtain Road', 'Farringdon Road', 'High Street', 'Mill Road', 'Great Eastern Street'] },
  ie: { country: 'Ireland', continent: 'Europe', culture: 'anglo', legalForm: 'Ltd', streets: ['Grand Canal Street', 'Pearse Street'] },
  de: { country: 'Germany', continent: 'Europe', culture: 'german', legalForm: 'GmbH', numberLast: true, streets: ['Torstraße', 'Rosenthaler Straße', 'Lindenstraße', 'Leopoldstraße', 'Große Bleichen'] },
  at: { country: 'Austria', continent: 'Europe', culture: 'german', legalForm: 'GmbH', numberLast: true, streets: ['Mariahilfer Straße', 'Praterstraße'] },
  ch: { country: 'Switzerland', continent: 'Europe', culture: 'german', legalForm: 'AG', numberLast: true, streets: ['Technoparkstrasse', 'Bahnhofstrasse', 'Route Cantonale'] },
  fr: { country: 'France', continent: 'Europe', culture: 'french', legalForm: 'SAS', streets: ['rue du Sentier', 'boulevard Haussmann', 'rue de la République', 'avenue Jean Jaurès'] },
  se: { country: 'Sweden', continent: 'Europe', culture: 'nordic', legalForm: 'AB', numberLast: true, streets: ['Sveavägen', 'Regeringsgatan', 'Drottninggatan'] },
  dk: { country: 'Denmark', continent: 'Europe', culture: 'nordic', legalForm: 'ApS', numberLast: true, streets: ['Vesterbrogade', 'Nørregade'] },
  no: { country: 'Norway', continent: 'Europe', culture: 'nordic', legalForm: 'AS', numberLast: true, streets: ['Storgata', 'Karl Johans gate'] },
  fi: { country: 'Finland', continent: 'Europe', culture: 'nordic', legalForm: 'Oy', numberLast: true, streets: ['Aleksanterinkatu', 'Lapinlahdenkatu'] },
  nl: { country: 'Netherlands', continent: 'Europe', culture: 'dutch', legalForm: 'B.V.', numberLast: true, streets: ['Keizersgracht', 'Herengracht', 'Stationsplein'] },
  be: { country: 'Belgium', continent: 'Europe', culture: 'dutch', legalForm: 'BV', numberLast: true, streets: ['Rue de la Loi', 'Veldstraat'] },
  es: { country: 'Spain', continent: 'Europe', culture: 'hispanic', legalForm: 'S.L.', numberLast: true, streets: ['Gran Vía', 'Carrer de Pallars', 'Paseo de la Castellana'] },
  pt: { country: 'Portugal', continent: 'Europe', culture: 'brazilian', legalForm: 'Lda', numberLast: true, streets: ['Rua Augusta', 'Avenida da Liberdade'] },
  it: { country: 'Italy', continent: 'Europe', culture: 'italian', legalForm: 'S.r.l.', numberLast: true, streets: ['Via Tortona', 'Corso Vittorio Emanuele II', 'Via Po'] },
  pl: { country: 'Poland', continent: 'Europe', culture: 'slavic', legalForm: 'sp. z o.o.', numberLast: true, streets: ['ul. Marszałkowska', 'ul. Długa'] },
  ee: { country: 'Estonia', continent: 'Europe', culture: 'nordic', legalForm: 'OÜ', numberLast: true, streets: ['Telliskivi', 'Narva maantee'] },
  ua: { country: 'Ukraine', continent: 'Europe', culture: 'slavic', legalForm: 'LLC', numberLast: true, streets: ['Khreshchatyk Street'] },
  il: { country: 'Israel', continent: 'Asia', culture: 'israeli', legalForm: 'Ltd', streets: ['Rothschild Boulevard', 'HaBarzel Street', 'Ibn Gabirol Street'] },
  in: { country: 'India', continent: 'Asia', culture: 'indian', legalForm: 'Pvt. Ltd.', streets: ['MG Road', '100 Feet Road', 'Bandra Kurla Complex', 'Residency Road'] },
  sg: { country: 'Singapore', continent: 'Asia', culture: 'chinese', legalForm: 'Pte. Ltd.', streets: ['Robinson Road', 'Ayer Rajah Crescent', 'Cecil Street'] },
  jp: { country: 'Japan', continent: 'Asia', culture: 'japanese', legalForm: 'K.K.', streets: ['Shibuya', 'Marunouchi', 'Roppongi'] },
  kr: { country: 'South Korea', continent: 'Asia', culture: 'korean', legalForm: 'Co., Ltd.', streets: ['Teheran-ro', 'Pangyo-ro'] },
  cn: { country: 'China', continent: 'Asia', culture: 'chinese', legalForm: 'Co., Ltd.', streets: ['Zhongguancun Street', 'Century Avenue', 'Keyuan Road'] },
  ae: { country: 'United Arab Emirates', continent: 'Asia', culture: 'arabic', legalForm: 'FZ-LLC', streets: ['Sheikh Zayed Road', 'Al Maryah Street'] },
  br: { country: 'Brazil', continent: 'South America', culture: 'brazilian', legalForm: 'Ltda.', numberLast: true, streets: ['Avenida Paulista', 'Rua Oscar Freire'] },
  mx: { country: 'Mexico', continent: 'North America', culture: 'hispanic', legalForm: 'S.A. de C.V.', numberLast: true, streets: ['Paseo de la Reforma', 'Avenida Insurgentes'] },
  co: { country: 'Colombia', continent: 'South America', culture: 'hispanic', legalForm: 'S.A.S.', numberLast: true, streets: ['Carrera 7', 'Calle 93'] },
  ng: { country: 'Nigeria', continent: 'Africa', culture: 'african', legalForm: 'Ltd', streets: ['Adeola Odeku Street', 'Herbert Macaulay Way'] },
  ke: { country: 'Kenya', continent: 'Africa', culture: 'african', legalForm: 'Ltd', streets: ['Ngong Road', 'Waiyaki Way'] },
  za: { country: 'South Africa', continent: 'Africa', culture: 'african', legalForm: 'Pty Ltd', streets: ['Long Street', 'Rivonia Road'] },
  au: { ...unitedStates, country: 'Australia', continent: 'Oceania', legalForm: 'Pty Ltd', streets: ['George Street', 'Flinders Lane', 'Collins Street'] },
} as const satisfies Record<string, Country>;

type CountryCode = keyof typeof countries;

/** City, state, country, share of the world's start-ups as this firm sees it. */
const cities: readonly (readonly [city: string, state: string | null, country: CountryCode, weight: number])[] = [
  ['San Francisco', 'California', 'us', 150],
  ['New York', 'New York', 'us', 110],
  ['Boston', 'Massachusetts', 'us', 45],
  ['Palo Alto', 'California', 'us', 28],
  ['Los Angeles', 'California', 'us', 40],
  ['Seattle', 'Washington', 'us', 30],
  ['Austin', 'Texas', 'us', 32],
  ['Mountain View', 'California', 'us', 16],
  ['San Mateo', 'California', 'us', 12],
  ['Oakland', 'California', 'us', 12],
  ['Cambridge', 'Massachusetts', 'us', 18],
  ['San Diego', 'California', 'us', 16],
  ['Denver', 'Colorado', 'us', 16],
  ['Boulder', 'Colorado', 'us', 10],
  ['Chicago', 'Illinois', 'us', 22],
  ['Miami', 'Florida', 'us', 16],
  ['Atlanta', 'Georgia', 'us', 13],
  ['Salt Lake City', 'Utah', 'us', 11],
  ['Portland', 'Oregon', 'us', 8],
  ['Washington', 'District of Columbia', 'us', 11],
  ['Philadelphia', 'Pennsylvania', 'us', 8],
  ['Pittsburgh', 'Pennsylvania', 'us', 7],
  ['Raleigh', 'North Carolina', 'us', 7],
  ['Minneapolis', 'Minnesota', 'us', 5],
  ['Houston', 'Texas', 'us', 8],
  ['Toronto', 'Ontario', 'ca', 22],
  ['Vancouver', 'British Columbia', 'ca', 10],
  ['Montréal', 'Québec', 'ca', 9],
  ['London', 'England', 'uk', 70],
  ['Cambridge', 'England', 'uk', 9],
  ['Oxford', 'England', 'uk', 6],
  ['Edinburgh', 'Scotland', 'uk', 5],
  ['Bristol', 'England', 'uk', 4],
  ['Dublin', null, 'ie', 6],
  ['Berlin', 'Berlin', 'de', 30],
  ['Munich', 'Bavaria', 'de', 17],
  ['Hamburg', 'Hamburg', 'de', 6],
  ['Vienna', 'Vienna', 'at', 5],
  ['Zürich', 'Zürich', 'ch', 9],
  ['Lausanne', 'Vaud', 'ch', 4],
  ['Paris', 'Île-de-France', 'fr', 30],
  ['Lyon', 'Auvergne-Rhône-Alpes', 'fr', 4],
  ['Stockholm', null, 'se', 13],
  ['Gothenburg', null, 'se', 3],
  ['Copenhagen', null, 'dk', 8],
  ['Oslo', null, 'no', 5],
  ['Bergen', null, 'no', 2],
  ['Helsinki', null, 'fi', 7],
  ['Amsterdam', 'North Holland', 'nl', 11],
  ['Rotterdam', 'South Holland', 'nl', 3],
  ['Ghent', 'Flanders', 'be', 3],
  ['Barcelona', 'Catalonia', 'es', 8],
  ['Madrid', 'Madrid', 'es', 6],
  ['Lisbon', null, 'pt', 5],
  ['Milan', 'Lombardy', 'it', 6],
  ['Turin', 'Piedmont', 'it', 2],
  ['Warsaw', 'Mazovia', 'pl', 5],
  ['Kraków', 'Lesser Poland', 'pl', 2],
  ['Tallinn', null, 'ee', 4],
  ['Kyiv', null, 'ua', 4],
  ['Tel Aviv', null, 'il', 24],
  ['Haifa', null, 'il', 3],
  ['Bengaluru', 'Karnataka', 'in', 26],
  ['Mumbai', 'Maharashtra', 'in', 11],
  ['Delhi', 'Delhi', 'in', 8],
  ['Singapore', null, 'sg', 14],
  ['Tokyo', 'Tokyo', 'jp', 10],
  ['Osaka', 'Osaka', 'jp', 2],
  ['Seoul', null, 'kr', 8],
  ['Beijing', 'Beijing', 'cn', 7],
  ['Shanghai', 'Shanghai', 'cn', 7],
  ['Shenzhen', 'Guangdong', 'cn', 5],
  ['Dubai', 'Dubai', 'ae', 6],
  ['São Paulo', 'São Paulo', 'br', 12],
  ['Mexico City', null, 'mx', 7],
  ['Bogotá', null, 'co', 4],
  ['Lagos', 'Lagos', 'ng', 6],
  ['Nairobi', null, 'ke', 5],
  ['Cape Town', 'Western Cape', 'za', 4],
  ['Sydney', 'New South Wales', 'au', 9],
  ['Melbourne', 'Victoria', 'au', 6],
];

/** Every city, in a fixed order: change rows refer to places by index. */
export const places: readonly Place[] = cities.map(([city, state, code]) => ({ city, state, ...countries[code] }));

const cityIndex = weighted(cities.map(([, , , weight], index) => [index, weight] as const));

/** A city's index in `places`; big hubs more often. */
export const pickPlace = (random: Random): number => cityIndex(random);

/** A place as a location value; the street is rarely known. */
export const locationAt = (place: Place, street: string | null = null): StoredLocation => [street, place.city, place.state, place.country, place.continent];

/** An address the way the country writes it. */
export const streetIn = (place: Place & { readonly numberLast?: boolean }, random: Random): string => {
  const street = random.pick(place.streets);
  const number = 1 + random.int(place.culture === 'anglo' ? 980 : 140);
  return place.numberLast ? `${street} ${number}` : `${number} ${street}`;
};
