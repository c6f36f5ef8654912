import { type Country, type CountryCode, countries } from './countries.ts';
import type { StoredLocation } from './model.ts';
import { type Random, weighted } from './random.ts';

/** A city where companies are. */
export interface Place extends Country {
  readonly city: string;
  readonly state: string | null;
}

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
export const locationAt = (place: Place, street: string | null = null): StoredLocation => [
  street,
  place.city,
  place.state,
  place.country,
  place.continent,
];

/** An address the way the country writes it. */
export const streetIn = (place: Place, random: Random): string => {
  const street = random.pick(place.streets);
  const number = 1 + random.int(place.culture === 'anglo' ? 980 : 140);
  return place.numberLast ? `${street} ${number}` : `${number} ${street}`;
};
