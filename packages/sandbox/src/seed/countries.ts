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

/** What all cities of a country share. */
export interface Country {
  readonly country: string;
  readonly continent: string;
  readonly culture: Culture;
  /** How the country's companies end: `Inc.`, `GmbH`, … */
  readonly legalForm: string;
  readonly streets: readonly string[];
  /** Whether house numbers follow the street. */
  readonly numberLast?: boolean;
}

const unitedStates: Country = {
  country: 'United States',
  continent: 'North America',
  culture: 'anglo',
  legalForm: 'Inc.',
  streets: [
    'Market Street',
    'Main Street',
    'Mission Street',
    'Broadway',
    'Front Street',
    'Second Street',
    'Congress Avenue',
    'Harrison Street',
    'Pine Street',
    'Washington Avenue',
  ],
};
/** Countries by a code of two letters. */
export const countries = {
  us: unitedStates,
  ca: { ...unitedStates, country: 'Canada', streets: ['King Street West', 'Queen Street West', 'Granville Street', 'Rue Saint-Paul'] },
  uk: {
    country: 'United Kingdom',
    continent: 'Europe',
    culture: 'anglo',
    legalForm: 'Ltd',
    streets: ['Old Street', 'Curtain Road', 'Farringdon Road', 'High Street', 'Mill Road', 'Great Eastern Street'],
  },
  ie: { country: 'Ireland', continent: 'Europe', culture: 'anglo', legalForm: 'Ltd', streets: ['Grand Canal Street', 'Pearse Street'] },
  de: {
    country: 'Germany',
    continent: 'Europe',
    culture: 'german',
    legalForm: 'GmbH',
    numberLast: true,
    streets: ['Torstraße', 'Rosenthaler Straße', 'Lindenstraße', 'Leopoldstraße', 'Große Bleichen'],
  },
  at: {
    country: 'Austria',
    continent: 'Europe',
    culture: 'german',
    legalForm: 'GmbH',
    numberLast: true,
    streets: ['Mariahilfer Straße', 'Praterstraße'],
  },
  ch: {
    country: 'Switzerland',
    continent: 'Europe',
    culture: 'german',
    legalForm: 'AG',
    numberLast: true,
    streets: ['Technoparkstrasse', 'Bahnhofstrasse', 'Route Cantonale'],
  },
  fr: {
    country: 'France',
    continent: 'Europe',
    culture: 'french',
    legalForm: 'SAS',
    streets: ['rue du Sentier', 'boulevard Haussmann', 'rue de la République', 'avenue Jean Jaurès'],
  },
  se: {
    country: 'Sweden',
    continent: 'Europe',
    culture: 'nordic',
    legalForm: 'AB',
    numberLast: true,
    streets: ['Sveavägen', 'Regeringsgatan', 'Drottninggatan'],
  },
  dk: {
    country: 'Denmark',
    continent: 'Europe',
    culture: 'nordic',
    legalForm: 'ApS',
    numberLast: true,
    streets: ['Vesterbrogade', 'Nørregade'],
  },
  no: {
    country: 'Norway',
    continent: 'Europe',
    culture: 'nordic',
    legalForm: 'AS',
    numberLast: true,
    streets: ['Storgata', 'Karl Johans gate'],
  },
  fi: {
    country: 'Finland',
    continent: 'Europe',
    culture: 'nordic',
    legalForm: 'Oy',
    numberLast: true,
    streets: ['Aleksanterinkatu', 'Lapinlahdenkatu'],
  },
  nl: {
    country: 'Netherlands',
    continent: 'Europe',
    culture: 'dutch',
    legalForm: 'B.V.',
    numberLast: true,
    streets: ['Keizersgracht', 'Herengracht', 'Stationsplein'],
  },
  be: {
    country: 'Belgium',
    continent: 'Europe',
    culture: 'dutch',
    legalForm: 'BV',
    numberLast: true,
    streets: ['Rue de la Loi', 'Veldstraat'],
  },
  es: {
    country: 'Spain',
    continent: 'Europe',
    culture: 'hispanic',
    legalForm: 'S.L.',
    numberLast: true,
    streets: ['Gran Vía', 'Carrer de Pallars', 'Paseo de la Castellana'],
  },
  pt: {
    country: 'Portugal',
    continent: 'Europe',
    culture: 'brazilian',
    legalForm: 'Lda',
    numberLast: true,
    streets: ['Rua Augusta', 'Avenida da Liberdade'],
  },
  it: {
    country: 'Italy',
    continent: 'Europe',
    culture: 'italian',
    legalForm: 'S.r.l.',
    numberLast: true,
    streets: ['Via Tortona', 'Corso Vittorio Emanuele II', 'Via Po'],
  },
  pl: {
    country: 'Poland',
    continent: 'Europe',
    culture: 'slavic',
    legalForm: 'sp. z o.o.',
    numberLast: true,
    streets: ['ul. Marszałkowska', 'ul. Długa'],
  },
  ee: {
    country: 'Estonia',
    continent: 'Europe',
    culture: 'nordic',
    legalForm: 'OÜ',
    numberLast: true,
    streets: ['Telliskivi', 'Narva maantee'],
  },
  ua: { country: 'Ukraine', continent: 'Europe', culture: 'slavic', legalForm: 'LLC', numberLast: true, streets: ['Khreshchatyk Street'] },
  il: {
    country: 'Israel',
    continent: 'Asia',
    culture: 'israeli',
    legalForm: 'Ltd',
    streets: ['Rothschild Boulevard', 'HaBarzel Street', 'Ibn Gabirol Street'],
  },
  in: {
    country: 'India',
    continent: 'Asia',
    culture: 'indian',
    legalForm: 'Pvt. Ltd.',
    streets: ['MG Road', '100 Feet Road', 'Bandra Kurla Complex', 'Residency Road'],
  },
  sg: {
    country: 'Singapore',
    continent: 'Asia',
    culture: 'chinese',
    legalForm: 'Pte. Ltd.',
    streets: ['Robinson Road', 'Ayer Rajah Crescent', 'Cecil Street'],
  },
  jp: { country: 'Japan', continent: 'Asia', culture: 'japanese', legalForm: 'K.K.', streets: ['Shibuya', 'Marunouchi', 'Roppongi'] },
  kr: { country: 'South Korea', continent: 'Asia', culture: 'korean', legalForm: 'Co., Ltd.', streets: ['Teheran-ro', 'Pangyo-ro'] },
  cn: {
    country: 'China',
    continent: 'Asia',
    culture: 'chinese',
    legalForm: 'Co., Ltd.',
    streets: ['Zhongguancun Street', 'Century Avenue', 'Keyuan Road'],
  },
  ae: {
    country: 'United Arab Emirates',
    continent: 'Asia',
    culture: 'arabic',
    legalForm: 'FZ-LLC',
    streets: ['Sheikh Zayed Road', 'Al Maryah Street'],
  },
  br: {
    country: 'Brazil',
    continent: 'South America',
    culture: 'brazilian',
    legalForm: 'Ltda.',
    numberLast: true,
    streets: ['Avenida Paulista', 'Rua Oscar Freire'],
  },
  mx: {
    country: 'Mexico',
    continent: 'North America',
    culture: 'hispanic',
    legalForm: 'S.A. de C.V.',
    numberLast: true,
    streets: ['Paseo de la Reforma', 'Avenida Insurgentes'],
  },
  co: {
    country: 'Colombia',
    continent: 'South America',
    culture: 'hispanic',
    legalForm: 'S.A.S.',
    numberLast: true,
    streets: ['Carrera 7', 'Calle 93'],
  },
  ng: {
    country: 'Nigeria',
    continent: 'Africa',
    culture: 'african',
    legalForm: 'Ltd',
    streets: ['Adeola Odeku Street', 'Herbert Macaulay Way'],
  },
  ke: { country: 'Kenya', continent: 'Africa', culture: 'african', legalForm: 'Ltd', streets: ['Ngong Road', 'Waiyaki Way'] },
  za: { country: 'South Africa', continent: 'Africa', culture: 'african', legalForm: 'Pty Ltd', streets: ['Long Street', 'Rivonia Road'] },
  au: {
    ...unitedStates,
    country: 'Australia',
    continent: 'Oceania',
    legalForm: 'Pty Ltd',
    streets: ['George Street', 'Flinders Lane', 'Collins Street'],
  },
} as const satisfies Record<string, Country>;

export type CountryCode = keyof typeof countries;
