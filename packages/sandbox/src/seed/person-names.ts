import type { Culture } from './countries.ts';
import { type Random, weighted } from './random.ts';

/** A name, and how its owner spells it in an e-mail address. */
export interface PersonName {
  readonly first: string;
  readonly last: string;
  /** Lower-case ASCII. */
  readonly latinFirst: string;
  readonly latinLast: string;
}

const words = (text: string): readonly string[] => text.split(' ').map((word) => word.replaceAll('_', ' '));

const given: Record<Culture, readonly string[]> = {
  anglo: words(
    'James Emily Michael Sarah David Jessica Daniel Laura Matthew Rachel Andrew Hannah Chris Megan Ryan Olivia Kevin Grace Brian Natalie Eric Allison Jason Lauren Peter Claire Thomas Kate Mark Julia Paul Anna Steven Amy Greg Caroline Adam Erin Scott Victoria Ben Abigail Nathan Charlotte Sam Madeline Alex Brooke Josh Paige Tim Leah Nick Heather Luke Kelly Henry Molly Owen Sophie Ethan Lucy William Alice George Eleanor Edward Harriet Oliver Imogen Jack Freya Harry Tessa Will Jordan Taylor Morgan Casey Derek Monica Marcus Simone Malcolm Denise Tyrone Imani Andre Jasmine Darnell Nia Patrick Siobhan Connor Aoife Declan Niamh',
  ),
  hispanic: words(
    'Carlos María José Lucía Alejandro Sofía Diego Valentina Javier Camila Andrés Isabel Miguel Paula Fernando Carmen Luis Elena Ricardo Ana Pablo Daniela Jorge Gabriela Álvaro Marta',
  ),
  german: words(
    'Lukas Anna Felix Lena Maximilian Julia Jonas Katharina Florian Laura Sebastian Johanna Matthias Sophie Tobias Franziska Jan Miriam Philipp Christina Moritz Svenja Stefan Annika Jürgen Käthe',
  ),
  french: words(
    'Antoine Camille Pierre Léa Julien Manon Nicolas Chloé Thomas Élodie Guillaume Pauline Mathieu Margaux François Amélie Hugo Clémence Étienne Inès Benoît Sarah Rémi Océane',
  ),
  nordic: words(
    'Erik Ingrid Lars Astrid Magnus Freja Anders Sofie Johan Elsa Mikkel Maja Henrik Linnea Nils Sigrid Oskar Signe Bjørn Åsa Søren Kaisa Mikko Aino Kristjan Liisa',
  ),
  dutch: words('Daan Sanne Bram Lotte Jeroen Anouk Thijs Femke Pieter Eline Ruben Marieke Sander Iris Wouter Fleur Joris Noor Koen Lieke'),
  italian: words(
    'Marco Giulia Luca Chiara Alessandro Francesca Matteo Martina Andrea Elisa Lorenzo Valentina Davide Federica Stefano Alessia Paolo Sara Riccardo Ilaria',
  ),
  slavic: words(
    'Piotr Katarzyna Tomasz Anna Oleksandr Olena Marek Agnieszka Dmytro Iryna Jakub Magdalena Andriy Natalia Paweł Zofia Mykola Oksana Wojciech Ewa Ivan Daria',
  ),
  indian: words(
    'Arjun Priya Rahul Ananya Vikram Neha Rohan Kavya Aditya Divya Karthik Meera Sanjay Pooja Nikhil Shreya Amit Aditi Rajesh Lakshmi Varun Nandini Suresh Deepa Harsh Ishita',
  ),
  chinese: words('Wei Li Ming Jing Hao Xin Jun Yan Lei Mei Tao Hui Chen Ying Bo Xia Kai Lin Feng Yue Zhen Qian Jian Ling'),
  japanese: words('Hiroshi Yuki Takeshi Sakura Kenji Aiko Daichi Haruka Satoshi Naomi Ryo Emi Kazuki Mai Shota Rina'),
  korean: words('Min-jun Seo-yeon Ji-hoon Ji-woo Hyun-woo Soo-jin Dong-hyun Eun-ji Sung-min Hye-jin Jae-won Yuna'),
  israeli: words('Yonatan Noa Eitan Tamar Amir Shira Omer Maya Ido Michal Gal Yael Roi Adi Nadav Hila Uri Efrat'),
  arabic: words('Omar Layla Khalid Fatima Youssef Nour Ahmed Aisha Hassan Mariam Tariq Dina Karim Salma Faisal Rania'),
  african: words('Chidi Amara Tunde Ngozi Kwame Wanjiru Emeka Thandiwe Sipho Adaeze Kofi Zainab Babajide Folake Themba Nomsa Juma Achieng'),
  brazilian: words(
    'João Beatriz Rafael Larissa Bruno Mariana Thiago Juliana Gustavo Fernanda Lucas Camila Felipe Letícia Pedro Carolina Rodrigo Patrícia Tiago Inês',
  ),
};

const family: Record<Culture, readonly string[]> = {
  anglo: words(
    "Smith Johnson Williams Brown Miller Davis Wilson Anderson Taylor Thomas Moore Martin Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell Mitchell Carter Roberts Turner Phillips Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Reed Cooper Bailey Bell Kelly Howard Ward Peterson Gray James Watson Brooks Bennett Wood Ross Henderson Coleman Jenkins Perry Powell Long Patterson Hughes Washington Butler Simmons Foster Bryant Russell Griffin Hayes Sullivan Wallace West Cole Hamilton Graham Fisher Ellis Harrison Gibson McDonald Marshall O'Brien O'Connor Fitzgerald Whitaker Ashworth Hollis Pemberton Kowalczyk Goldberg Rosenthal Schwartz Feldman Novak Castellano Nakamura-Hayes Van_Buren St._Clair",
  ),
  hispanic: words(
    'García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz Morales Ortiz Gutiérrez Vargas Castillo Jiménez Ibáñez Núñez Peña',
  ),
  german: words(
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Krüger Hartmann Lange Böhm Vogel von_Arnim',
  ),
  french: words(
    "Martin Bernard Dubois Laurent Lefèvre Moreau Girard Roux Fournier Mercier Blanc Guérin Faure Rousseau Garnier Chevalier Lambert Bonnet François Marchand d'Aubigny",
  ),
  nordic: words(
    'Andersson Johansson Karlsson Nilsson Eriksson Larsen Hansen Olsen Pedersen Nielsen Jensen Christensen Lindqvist Bergström Sandberg Holm Virtanen Korhonen Mäkinen Tamm Kask Ødegård Åkesson Sørensen',
  ),
  dutch: words(
    'de_Jong Jansen de_Vries van_den_Berg Bakker Visser Smit Meijer de_Boer Mulder Bos Vos Peters Hendriks van_Dijk Dekker Claes Vermeulen',
  ),
  italian: words(
    'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Costa Giordano Mancini Rizzo Lombardi Moretti',
  ),
  slavic: words(
    'Kowalski Nowak Wiśniewski Wójcik Kamiński Lewandowski Zieliński Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Melnyk Marchenko Szymański Dąbrowski Novák Horvat',
  ),
  indian: words(
    'Sharma Patel Gupta Singh Kumar Reddy Iyer Nair Mehta Shah Rao Desai Joshi Kapoor Malhotra Agarwal Banerjee Chatterjee Menon Krishnan Bhatt Verma Srinivasan Pillai',
  ),
  chinese: words('Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Hu Guo Lin He Gao Tan Lim Ng'),
  japanese: words('Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto'),
  korean: words('Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Shin'),
  israeli: words('Cohen Levi Mizrahi Peretz Biton Friedman Katz Shapiro Azoulay Ben-David Amsalem Rosen Golan Barak Shalev Regev'),
  arabic: words('Al-Mansoori Haddad Khoury Nasser Rahman Al-Farsi Saleh Mansour Hakim Aziz Farouk Said Darwish Al-Sayed'),
  african: words('Okafor Adeyemi Mensah Okonkwo Kamau Dlamini Nkosi Mwangi Abubakar Owusu Eze Balogun Otieno Naidoo van_der_Merwe Botha'),
  brazilian: words(
    'Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Ribeiro Almeida Carvalho Gomes Rocha Barbosa Nascimento Araújo Fonseca Magalhães',
  ),
};

type Spelling = readonly [written: string, latin: string];

const spellings = (text: string): readonly Spelling[] =>
  words(text).map((pair) => {
    const [written = '', latin = ''] = pair.split('=');
    return [written, latin];
  });

/** Names that keep their own script in the CRM, with their transliterations. */
const ownScript: Partial<Record<Culture, { readonly given: readonly Spelling[]; readonly family: readonly Spelling[] }>> = {
  japanese: {
    given: spellings('健司=kenji 美咲=misaki 大輔=daisuke さくら=sakura 翔太=shota 直子=naoko'),
    family: spellings('田中=tanaka 佐藤=sato 山本=yamamoto 中村=nakamura 小林=kobayashi 伊藤=ito'),
  },
  chinese: {
    given: spellings('伟=wei 静=jing 建国=jianguo 晓明=xiaoming 丽娜=lina 志强=zhiqiang'),
    family: spellings('王=wang 李=li 陈=chen 张=zhang 刘=liu 赵=zhao'),
  },
  korean: {
    given: spellings('민준=minjun 서연=seoyeon 지훈=jihoon 수진=soojin 현우=hyunwoo'),
    family: spellings('김=kim 이=lee 박=park 최=choi 정=jung'),
  },
  slavic: {
    given: spellings('Олександр=oleksandr Олена=olena Ірина=iryna Дмитро=dmytro Тарас=taras'),
    family: spellings('Коваленко=kovalenko Шевченко=shevchenko Бондаренко=bondarenko Ткаченко=tkachenko Мельник=melnyk'),
  },
  israeli: {
    given: spellings('נועה=noa יונתן=yonatan איתן=eitan תמר=tamar'),
    family: spellings('כהן=cohen לוי=levi פרץ=peretz מזרחי=mizrahi'),
  },
  arabic: {
    given: spellings('ليلى=layla عمر=omar يوسف=youssef نور=nour'),
    family: spellings('حداد=haddad المنصوري=almansoori ناصر=nasser خوري=khoury'),
  },
  indian: {
    given: spellings('प्रिया=priya अर्जुन=arjun नेहा=neha विक्रम=vikram'),
    family: spellings('शर्मा=sharma मेहता=mehta पटेल=patel सिंह=singh'),
  },
};

/** Hubs are mixed: in a place of one culture these others work too. */
const newcomers = weighted<Culture>([
  ['anglo', 24],
  ['indian', 22],
  ['chinese', 16],
  ['hispanic', 9],
  ['german', 5],
  ['french', 5],
  ['nordic', 3],
  ['dutch', 2],
  ['italian', 4],
  ['slavic', 6],
  ['japanese', 2],
  ['korean', 4],
  ['israeli', 5],
  ['arabic', 4],
  ['african', 5],
  ['brazilian', 3],
]);

/** Lower-case ASCII of a name: accents dropped, letters without a decomposition spelt out. */
export const toAscii = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[ßøłđæœåäöü]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');

const spelled: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', å: 'a', ä: 'ae', ö: 'oe', ü: 'ue' };

const asciiOf = new Map<string, string>();
const cachedAscii = (name: string): string => {
  const known = asciiOf.get(name);
  if (known !== undefined) return known;
  const ascii = toAscii(name);
  asciiOf.set(name, ascii);
  return ascii;
};

/** A name for somebody who works where `culture` is at home. */
export const pickPersonName = (culture: Culture, random: Random): PersonName => {
  const own = random.chance(culture === 'anglo' ? 0.6 : 0.82) ? culture : newcomers(random);
  const scripted = own === culture && random.chance(0.12) ? ownScript[own] : undefined;
  if (scripted) {
    const [first, latinFirst] = random.pick(scripted.given);
    const [last, latinLast] = random.pick(scripted.family);
    return { first, last, latinFirst, latinLast };
  }
  const first = random.pick(given[own]);
  const last = random.pick(family[own]);
  return { first, last, latinFirst: cachedAscii(first), latinLast: cachedAscii(last) };
};
