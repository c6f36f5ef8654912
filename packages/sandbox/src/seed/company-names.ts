import { toAscii } from './person-names.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';
import type { Sector } from './sectors.ts';

const words = (text: string): readonly string[] => text.split(' ');

const roots = words(
  'Alder Amber Anchor Anvil Apex Arbor Arc Argent Ash Aspen Atlas Auburn Aurora Axiom Azure Banyan Basalt Basil Bay Beacon Birch Bishop Blackbird Bloom Bluebell Bolt Boreal Bramble Bright Brook Cable Cairn Calder Camber Canopy Canyon Cardinal Carve Cascade Cedar Cinder Cipher Circuit Citadel Clay Clover Cobalt Comet Compass Copper Coral Corvid Cove Crane Crescent Crest Crown Cypress Dapple Dawn Delta Dome Dove Drift Dune Dusk Eagle Echo Eddy Elder Elm Ember Epoch Equinox Fable Falcon Fathom Fern Ferry Field Finch Flint Ford Forge Fossil Fox Frost Fulcrum Gable Gale Garnet Glacier Glade Gold Granite Grove Gull Halo Hammer Harbor Hare Harrow Haven Hawk Hazel Heath Helix Helm Heron Hinge Hollow Horizon Hydra Ibis Indigo Inlet Iris Iron Isle Ivory Ivy Jade Jasper Juniper Keel Kelp Kernel Kestrel Kiln Kite Knoll Lantern Larch Lark Lattice Laurel Ledge Lever Lichen Lighthouse Lilac Linden Loft Loom Lotus Lumen Lynx Magnet Mantle Maple Marble Marlin Marsh Meadow Meridian Merlin Mesa Meteor Mint Mirror Mist Mole Monarch Moss Myrtle Nectar Needle Nest Nettle North Nova Oak Oasis Obsidian Ocean Olive Onyx Opal Orbit Orchard Osprey Otter Owl Oxbow Palisade Papaya Parallel Passage Pebble Pelican Pepper Perch Petal Pike Pilot Pine Pivot Plover Plum Polar Pollen Poplar Prairie Prism Pulse Quarry Quartz Quill Quince Raft Raven Reed Reef Relay Ridge River Robin Rook Rowan Rudder Rune Saffron Sage Sail Salt Sable Sandpiper Sapling Scout Sequoia Sextant Shale Shore Signal Silver Sky Slate Sol Sorrel Spark Sparrow Spindle Spire Sprig Spruce Starling Stem Sterling Stone Stork Summit Sundial Swallow Swift Sycamore Tallow Tamarind Teal Tempo Tern Thicket Thistle Thorn Thyme Tidal Tidepool Timber Topaz Torch Trellis Tulip Tundra Turnstone Umbra Vale Vantage Vector Velvet Verge Vertex Vesper Violet Wake Walnut Warbler Wharf Wheat Willow Wren Yarrow Yew Zenith Zephyr Zinc',
);
const adjectives = words(
  'Able Bold Brave Bright Calm Clear Clever Common Deep Early Even Fair Fast Fine First Fleet Free Fresh Full Gentle Good Grand Great Happy Hidden High Honest Humble Keen Kind Little Lively Long Lucky Mighty Modern Narrow Neat New Nimble Noble Open Other Plain Proper Proud Quick Quiet Rapid Ready Rich Sharp Simple Slow Small Smart Solid Steady Still Strong Subtle Sunny Sure Sweet Tall Third True Vivid Warm Whole Wide Wild Wise Young',
);
const portmanteaus = words(
  'ly ify base hub scape flow wise path mind loop line works kit port wave point cast stack sense light craft house bridge lane spring yard well mark side field shift grid gate net desk folio nest form lab',
);
const onsets = words(
  'A Be Bri Ca Ce Co Cre Da De Do E Fi Flo Ga Gli Ha He I Ju Ka Ki La Le Lu Ma Me Mi Mo Na Ne No O Pa Pe Pri Qua Ra Re Ro Sa Se So Ta Te Tri U Va Ve Vi Vo Xa Ya Ze Zo',
);
const middles = words('b c d g l ll m mm n nd nt p r s ss st t v x z');
const endings = words(
  'a ada agen al anta ara aro axis ea ello emi enta era eta evo ia ica ida ily ino io iq ira is ito iva ix o ola on ona ora os ova um una us uma yx',
);

const investorTails = words('Ventures Capital Partners Ventures Capital Growth Equity Investments Fund Angels Holdings');
const corporateTails = words('Group Industries International Holdings Corporation Global Systems Enterprises');
const otherNames = [
  'University of {}',
  '{} Institute of Technology',
  '{} & Partners LLP',
  '{} Accelerator',
  'City of {}',
  '{} Foundation',
  '{} Executive Search',
  '{} Review',
];

/** Names that trip careless software; the first of a firm's odd names come from here. */
const oddNames: readonly string[] = [
  'Stealth (ex-Kestrel founders)',
  'The "Quiet" Company',
  "Ada's Kitchen",
  'Birch & Bloom',
  'Snackable 🥨',
  '株式会社ミライ電池',
  'Überflug GmbH',
  'NewCo <name tbd>',
  "L'Atelier Numérique",
  'ТехноЛис',
  '深圳晨光机器人有限公司',
  '=SUM of Parts',
  'ÆON Bio',
  '누리에너지',
  'חברת אורן',
  'شركة النخيل',
  'nullPointer, Inc.',
  '3rd & Pine; Co.',
  'Ça Va Café',
  'Back\\slash Studio',
];
const japaneseNames = {
  heads: words('未 来 東 光 青 空 海 山 星 雪 風 花 月 虹 森 川'),
  tails: ['電池', 'ロボット', '製薬', 'データ', 'エネルギー', '宇宙', '食品'],
};
const chineseNames = {
  heads: ['晨光', '启明', '云帆', '海蓝', '智远', '天工', '恒星', '绿洲'],
  tails: ['科技', '能源', '机器人', '生物', '半导体', '数据'],
};

export type CompanyKind = 'startup' | 'investor' | 'corporate' | 'other';

const titleCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const coined = (random: Random): string => random.pick(onsets) + random.pick(middles) + random.pick(endings);

const startupName = (sector: Sector, random: Random): string => {
  const draw = random.next();
  if (draw < 0.4) return `${random.chance(0.7) ? random.pick(roots) : coined(random)} ${random.pick(sector.tails)}`;
  if (draw < 0.66) return coined(random);
  if (draw < 0.83) return random.pick(roots) + random.pick(portmanteaus);
  if (draw < 0.96) return `${random.pick(adjectives)} ${random.pick(roots)}`;
  return titleCase(random.pick(roots));
};

const investorName = (random: Random): string => {
  const draw = random.next();
  if (draw < 0.6) return `${random.pick(roots)} ${random.pick(investorTails)}`;
  return draw < 0.85
    ? `${random.pick(adjectives)} ${random.pick(roots)} ${random.pick(investorTails)}`
    : `${random.pick(roots)}${random.pick(portmanteaus)} ${random.pick(investorTails)}`;
};

const ownScriptName = (place: Place, random: Random): string => {
  if (place.culture === 'japanese')
    return `株式会社${random.pick(japaneseNames.heads)}${random.pick(japaneseNames.heads)}${random.pick(japaneseNames.tails)}`;
  return `${place.city === 'Shenzhen' ? '深圳' : ''}${random.pick(chineseNames.heads)}${random.pick(chineseNames.tails)}`;
};

const hasOwnScript = (place: Place): boolean => place.country === 'Japan' || place.country === 'China';

/** A name that fits what the company is and where. */
export const inventCompanyName = (company: { kind: CompanyKind; sector: Sector; place: Place }, random: Random): string => {
  const { kind, sector, place } = company;
  if (kind === 'investor') return investorName(random);
  if (kind === 'corporate') return `${random.chance(0.5) ? random.pick(roots) : coined(random)} ${random.pick(corporateTails)}`;
  if (kind === 'other') return random.pick(otherNames).replace('{}', random.chance(0.4) ? place.city : coined(random));
  if (hasOwnScript(place) && random.chance(0.3)) return ownScriptName(place, random);
  const name = startupName(sector, random);
  return random.chance(0.04) ? `${name} ${place.legalForm}` : name;
};

/** The nth odd name, or `undefined` when they are used up. */
export const oddNameAt = (index: number): string | undefined => oddNames[index];

const legalForms =
  / (inc\.|ltd|gmbh|ag|sas|ab|aps|as|oy|oü|b\.v\.|bv|s\.l\.|lda|s\.r\.l\.|sp\. z o\.o\.|llc|pvt\. ltd\.|pte\. ltd\.|k\.k\.|co\., ltd\.|fz-llc|ltda\.|s\.a\. de c\.v\.|s\.a\.s\.|pty ltd)$/i;

/** The part of a domain that a name suggests; empty for names without any Latin letter. */
export const slugOf = (name: string): string => toAscii(name.replace(legalForms, '').replaceAll('&', 'and'));
