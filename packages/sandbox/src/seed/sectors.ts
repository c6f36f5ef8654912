import { at, type Random, scramble, weighted } from './random.ts';

/** A business in three phrases. */
export type Pitch = readonly [product: string, customers: string, outcome: string];

/** What a sector's companies are called, make, sell and promise. */
export interface Sector {
  /** The firm's own word for it. */
  readonly name: string;
  /** Share of the deal flow. */
  readonly weight: number;
  /** How Affinity Data files it. */
  readonly industries: readonly string[];
  /** How Dealroom files it: another vocabulary. */
  readonly dealroom: readonly string[];
  /** Second words of company names. */
  readonly tails: readonly string[];
  /** What companies of the sector make, for whom, and what it lets them do. */
  readonly pitches: readonly Pitch[];
  readonly themes: readonly string[];
  /** How much more (or less) money a company of this sector needs than a software company. */
  readonly capital: number;
  /** Who leads the technical side. */
  readonly titles: readonly string[];
}

const sector = (name: string, weight: number, capital: number, rest: Omit<Sector, 'name' | 'weight' | 'capital'>): Sector => ({ name, weight, capital, ...rest });

/** The sectors that the firm looks at, in the order of its own dropdown. */
export const sectors: readonly Sector[] = [
  sector('Climate & Energy', 12, 1.7, {
    industries: ['Renewable Energy', 'Clean Technology', 'Energy Storage', 'Environmental Services', 'Carbon Management', 'Utilities'],
    dealroom: ['energy', 'clean energy', 'energy storage', 'carbon capture & storage', 'energy efficiency'],
    tails: ['Energy', 'Power', 'Grid', 'Carbon', 'Climate', 'Solar', 'Storage', 'Renewables', 'Thermal', 'Hydrogen'],
    pitches: [
      ['long-duration thermal batteries', 'heavy industry', 'replace gas in process heat'],
      ['grid-forecasting software', 'utilities', 'firm up intermittent renewables'],
      ['industrial heat pumps', 'food and paper mills', 'cut scope 1 emissions by a third'],
      ['direct-air-capture modules', 'airlines and shippers', 'meet their net-zero targets'],
      ['a virtual power plant platform', 'energy retailers', 'shave peak demand'],
      ['low-cost electrolysers', 'independent power producers', 'sell hydrogen below two dollars'],
      ['methane-monitoring sensors', 'gas network operators', 'find leaks within hours'],
      ['carbon-accounting software', 'mid-sized manufacturers', 'report emissions without consultants'],
      ['sodium-ion battery packs', 'data-centre operators', 'retire diesel generators'],
      ['enhanced geothermal wells', 'utilities', 'defer substation upgrades'],
    ],
    themes: ['Electrification', 'Carbon Removal', 'Grid Software', 'Industrial Decarbonization'],
    titles: ['Head of Hardware', 'VP Project Development', 'Chief Scientist', 'Lead Electrochemist', 'Director of Grid Partnerships'],
  }),
  sector('Fintech', 13, 1.1, {
    industries: ['Financial Services', 'Financial Technology', 'Payments', 'Banking', 'Lending', 'Wealth Management'],
    dealroom: ['fintech', 'payments', 'mortgages & lending', 'wealth management', 'regtech'],
    tails: ['Pay', 'Finance', 'Ledger', 'Capital Markets', 'Bank', 'Treasury', 'Money', 'Credit', 'Payments', 'Wallet'],
    pitches: [
      ['a treasury management platform', 'mid-market CFOs', 'see cash across every bank'],
      ['embedded lending APIs', 'marketplaces', 'finance their sellers'],
      ['real-time payment rails', 'community banks', 'settle in seconds'],
      ['a compliance automation suite', 'challenger banks', 'onboard customers without a back office'],
      ['spend management software', 'controllers', 'close the books in days'],
      ['a card-issuing platform', 'vertical SaaS companies', 'launch a card in weeks'],
      ['underwriting models', 'credit unions', 'approve borrowers that scores miss'],
      ['an accounts-receivable network', 'wholesalers', 'get paid twice as fast'],
      ['cross-border payroll', 'remote-first employers', 'pay people in forty countries'],
    ],
    themes: ['Embedded Finance', 'CFO Stack', 'Payments Infrastructure', 'Regtech'],
    titles: ['Chief Risk Officer', 'VP Compliance', 'Head of Payments', 'Director of Partnerships', 'Head of Underwriting'],
  }),
  sector('AI & Data', 15, 1.3, {
    industries: ['Artificial Intelligence', 'Machine Learning', 'Data Infrastructure', 'Software Development', 'Analytics'],
    dealroom: ['enterprise software', 'artificial intelligence', 'big data', 'data & analytics', 'machine learning'],
    tails: ['AI', 'Labs', 'Data', 'Intelligence', 'Cognition', 'Analytics', 'Compute', 'Models', 'Systems', 'Research'],
    pitches: [
      ['evaluation tooling for language models', 'machine-learning engineers', 'ship models with confidence'],
      ['a vector-native data warehouse', 'data teams', 'query petabytes interactively'],
      ['agents that reconcile documents', 'back-office teams', 'automate work that lives in PDFs'],
      ['synthetic data generation', 'hospitals and banks', 'train on data they may not share'],
      ['an inference optimisation engine', 'enterprise IT', 'halve inference cost'],
      ['a feature store', 'fraud teams', 'go from prototype to production'],
      ['data observability software', 'data teams', 'find bad data before the board does'],
      ['retrieval infrastructure', 'software vendors', 'answer from their own documents'],
      ['a labelling platform with expert reviewers', 'research groups', 'get labels from people who know'],
    ],
    themes: ['AI Infrastructure', 'Agents', 'Data Platforms', 'Vertical AI'],
    titles: ['Head of Research', 'Staff ML Engineer', 'VP Data', 'Chief Scientist', 'Research Lead'],
  }),
  sector('Healthcare', 10, 1.3, {
    industries: ['Hospital & Health Care', 'Digital Health', 'Health Information Technology', 'Medical Devices', 'Wellness'],
    dealroom: ['health', 'health platform', 'medical devices', 'patient care'],
    tails: ['Health', 'Care', 'Clinic', 'Medical', 'Therapeutics', 'Diagnostics', 'Wellness', 'Medicine', 'Vitals'],
    pitches: [
      ['a virtual cardiology clinic', 'self-insured employers', 'bring wait times under a week'],
      ['ambient documentation', 'clinicians', 'get two hours a day back'],
      ['prior-authorisation automation', 'independent practices', 'collect what they are owed'],
      ['remote monitoring for kidney patients', 'health systems', 'reduce readmissions'],
      ['a scheduling platform', 'hospitals', 'fill empty slots'],
      ['at-home diagnostics', 'payers', 'catch deterioration early'],
      ['behavioural health for teenagers', 'school districts', 'see a therapist within days'],
      ['revenue-cycle software', 'specialist clinics', 'cut denials in half'],
    ],
    themes: ['Value-Based Care', 'Clinical Workflow', 'Virtual Care', 'Payer Tech'],
    titles: ['Chief Medical Officer', 'VP Clinical Operations', 'Head of Payer Partnerships', 'Director of Nursing', 'Clinical Lead'],
  }),
  sector('Biotech', 6, 2.4, {
    industries: ['Biotechnology', 'Pharmaceuticals', 'Life Sciences', 'Genomics'],
    dealroom: ['biotechnology', 'pharmaceutical', 'health', 'innovative treatments'],
    tails: ['Bio', 'Therapeutics', 'Biosciences', 'Genomics', 'Pharma', 'Biologics', 'Oncology', 'Cells', 'Proteins'],
    pitches: [
      ['in-vivo gene editing', 'patients with rare liver disease', 'dose once instead of weekly'],
      ['a protein design platform', 'pharma partners', 'screen a billion variants'],
      ['allogeneic cell therapies', 'oncologists', 'treat patients with no other option'],
      ['RNA delivery vehicles', 'vaccine developers', 'reach tissues beyond the liver'],
      ['microbiome-based biologics', 'gastroenterologists', 'replace lifelong steroids'],
      ['small molecules against undruggable targets', 'pharma partners', 'reach the clinic two years sooner'],
      ['single-cell sequencing instruments', 'academic labs', 'lower the cost per cell by ten'],
    ],
    themes: ['Programmable Medicines', 'Tools & Platforms', 'Rare Disease'],
    titles: ['Chief Scientific Officer', 'VP Translational Medicine', 'Head of CMC', 'Director of Biology', 'Principal Scientist'],
  }),
  sector('Cybersecurity', 8, 1.1, {
    industries: ['Computer & Network Security', 'Cybersecurity', 'Identity Management', 'Information Technology'],
    dealroom: ['security', 'cyber security', 'identity & access', 'enterprise software'],
    tails: ['Security', 'Shield', 'Sentinel', 'Identity', 'Trust', 'Defense', 'Guard', 'Vault', 'Secure'],
    pitches: [
      ['non-human identity management', 'platform teams', 'find exposed secrets in minutes'],
      ['runtime protection for containers', 'regulated enterprises', 'prove what runs in production'],
      ['phishing-resistant sign-in', 'hospitals', 'retire passwords and the VPN'],
      ['a security data lake', 'CISOs', 'keep a year of logs at a tenth of the cost'],
      ['continuous penetration testing', 'mid-market IT', 'pass audits without screenshots'],
      ['SaaS posture management', 'IT administrators', 'close what nobody knew was open'],
      ['confidential computing', 'banks', 'share data without showing it'],
      ['alert triage', 'managed security providers', 'cut alert volume by 90%'],
    ],
    themes: ['Identity', 'Cloud Security', 'AppSec', 'Security Data'],
    titles: ['CISO', 'Head of Threat Research', 'VP Security Engineering', 'Principal Researcher'],
  }),
  sector('Developer Tools', 8, 0.9, {
    industries: ['Software Development', 'Developer Tools', 'Cloud Computing', 'Open Source'],
    dealroom: ['enterprise software', 'developer tools', 'cloud & infrastructure', 'open source'],
    tails: ['Dev', 'Cloud', 'Stack', 'Runtime', 'Build', 'Deploy', 'Labs', 'Code', 'Functions'],
    pitches: [
      ['preview environments', 'front-end teams', 'merge with confidence'],
      ['a serverless Postgres', 'start-ups', 'branch a database like code'],
      ['feature flags with guardrails', 'engineering leaders', 'ship on Fridays'],
      ['a distributed build cache', 'mobile teams', 'cut build times by 80%'],
      ['durable workflow execution', 'back-end engineers', 'never lose a background job'],
      ['API testing from recorded traffic', 'platform engineers', 'find breaking changes before customers do'],
      ['an internal developer portal', 'platform engineers', 'stop maintaining YAML'],
      ['edge runtimes', 'media companies', 'answer within twenty milliseconds'],
    ],
    themes: ['Infrastructure', 'Open Source', 'Dev Productivity'],
    titles: ['VP Developer Relations', 'Head of Platform', 'Staff Engineer', 'Developer Advocate'],
  }),
  sector('Vertical SaaS', 11, 0.8, {
    industries: ['Software Development', 'Information Technology', 'Business Software', 'Professional Services'],
    dealroom: ['enterprise software', 'crm & sales', 'marketing', 'legal', 'human resources'],
    tails: ['Software', 'HQ', 'Works', 'Suite', 'Cloud', 'Desk', 'Flow', 'Operations', 'Hub'],
    pitches: [
      ['an operating system', 'dental practices', 'run the whole business in one place'],
      ['contract software', 'law firms', 'review a lease in an hour'],
      ['field-service software', 'plumbers and electricians', 'get paid on the day of work'],
      ['a hiring platform', 'restaurants', 'fill shifts in hours'],
      ['membership software', 'gyms', 'win back lapsed members'],
      ['permitting software', 'local governments', 'issue permits in days instead of months'],
      ['quoting tools', 'job shops', 'quote in minutes instead of days'],
      ['billing software', 'childcare centres', 'retire three legacy systems'],
    ],
    themes: ['SMB Software', 'Vertical AI', 'Future of Work', 'Legal Tech'],
    titles: ['VP Customer Success', 'Head of Implementation', 'Director of Product', 'Head of Industry Partnerships'],
  }),
  sector('Robotics & Industrial', 7, 1.6, {
    industries: ['Robotics', 'Industrial Automation', 'Machinery Manufacturing', 'Mechanical Engineering'],
    dealroom: ['robotics', 'manufacturing', 'engineering & manufacturing equipment', 'hardware'],
    tails: ['Robotics', 'Automation', 'Machines', 'Dynamics', 'Industrial', 'Mechanics', 'Factory', 'Motion', 'Fabrication'],
    pitches: [
      ['mobile robots', 'third-party logistics firms', 'double throughput without new hires'],
      ['vision-guided welding cells', 'automotive suppliers', 'deploy a robot in a day'],
      ['a no-code robot programming suite', 'contract manufacturers', 'switch products overnight'],
      ['predictive maintenance sensors', 'food processors', 'spot failures weeks ahead'],
      ['autonomous forklifts', 'warehouse operators', 'run a third shift in the dark'],
      ['micro-factories for sheet metal', 'aerospace primes', 'bring machining back onshore'],
      ['tactile grippers', 'electronics makers', 'handle what suction cannot'],
      ['inspection drones', 'refineries', 'inspect without a shutdown'],
    ],
    themes: ['Automation', 'Reindustrialization', 'Industrial AI'],
    titles: ['VP Hardware Engineering', 'Head of Manufacturing', 'Lead Controls Engineer', 'Director of Field Operations'],
  }),
  sector('Logistics & Supply Chain', 6, 1.0, {
    industries: ['Logistics & Supply Chain', 'Transportation', 'Freight', 'Warehousing'],
    dealroom: ['transportation', 'logistics & delivery', 'supply chain', 'mobility'],
    tails: ['Freight', 'Logistics', 'Cargo', 'Supply', 'Routes', 'Shipping', 'Fleet', 'Warehouse', 'Ports'],
    pitches: [
      ['a digital freight forwarder', 'importers', 'land goods two weeks earlier'],
      ['yard management software', 'distribution centres', 'turn trucks around in half an hour'],
      ['customs automation', 'freight brokers', 'clear customs in an hour'],
      ['inventory planning', 'consumer brands', 'see stock-outs coming'],
      ['electric truck charging depots', 'carriers', 'electrify the fleet without capex'],
      ['supplier risk monitoring', 'procurement teams', 'hear of trouble before it ships'],
      ['a drayage marketplace', 'ports', 'cut empty miles'],
    ],
    themes: ['Supply Chain Resilience', 'Freight Tech', 'Fleet Electrification'],
    titles: ['VP Operations', 'Head of Carrier Relations', 'Director of Supply', 'General Manager, EMEA'],
  }),
  sector('Consumer', 6, 0.9, {
    industries: ['Consumer Goods', 'E-commerce', 'Retail', 'Apparel & Fashion', 'Consumer Internet'],
    dealroom: ['fashion', 'retail', 'home living', 'marketplace', 'wellness beauty'],
    tails: ['Goods', 'Market', 'Home', 'Studio', 'Club', 'Collective', 'Kitchen', 'Supply Co', 'Beauty'],
    pitches: [
      ['a resale marketplace for children’s wear', 'young parents', 'spend less on what is outgrown'],
      ['refillable home care', 'urban renters', 'waste nothing'],
      ['a members’ club', 'runners', 'train with people at their pace'],
      ['personalised skin care', 'Gen Z shoppers', 'find what suits their skin'],
      ['live shopping', 'independent boutiques', 'sell from an empty store'],
      ['furniture by subscription', 'people who move a lot', 'feel at home anywhere'],
      ['a travel planner', 'families', 'book a trip in one evening'],
    ],
    themes: ['Commerce Enablement', 'Circular Economy', 'Community'],
    titles: ['Chief Brand Officer', 'VP Growth', 'Head of Merchandising', 'Creative Director'],
  }),
  sector('Food & Agriculture', 5, 1.4, {
    industries: ['Food & Beverages', 'Farming', 'Agriculture Technology', 'Food Production'],
    dealroom: ['food', 'agritech', 'innovative food', 'food logistics & delivery'],
    tails: ['Foods', 'Farms', 'Agronomics', 'Harvest', 'Fields', 'Proteins', 'Soil', 'Acres', 'Ferments'],
    pitches: [
      ['precision-fermented dairy proteins', 'food manufacturers', 'take the cow out of cheese'],
      ['biological fertilisers', 'row-crop growers', 'use half the nitrogen'],
      ['satellite crop insurance', 'smallholders', 'insure what was uninsurable'],
      ['robotic weeding', 'vegetable growers', 'spray 80% less'],
      ['indoor berry farms', 'retailers', 'harvest all year'],
      ['a grain marketplace', 'co-operatives', 'sell beyond the nearest elevator'],
      ['soil-carbon measurement', 'landowners', 'get paid for healthy soil'],
    ],
    themes: ['Alternative Proteins', 'Precision Agriculture', 'Food Supply'],
    titles: ['Chief Agronomist', 'Head of Food Science', 'VP Commercial', 'Director of Field Trials'],
  }),
  sector('Insurance', 4, 1.1, {
    industries: ['Insurance', 'Insurtech', 'Financial Services'],
    dealroom: ['fintech', 'insurance', 'insurtech'],
    tails: ['Insurance', 'Cover', 'Risk', 'Underwriting', 'Assurance', 'Mutual', 'Claims'],
    pitches: [
      ['parametric weather cover', 'hotels and farms', 'get paid within days of a storm'],
      ['claims automation', 'carriers', 'pay claims the same day'],
      ['cyber insurance', 'small businesses', 'bind in four minutes'],
      ['a digital MGA', 'building trades', 'buy cover by the job'],
      ['telematics pricing', 'fleet owners', 'pay for how they drive'],
      ['flood models', 'reinsurers', 'price risks nobody would touch'],
    ],
    themes: ['Insurtech', 'Risk Data', 'Climate Adaptation'],
    titles: ['Chief Underwriting Officer', 'Head of Claims', 'VP Actuarial', 'Director of Broker Sales'],
  }),
  sector('Real Estate & Construction', 5, 1.1, {
    industries: ['Real Estate', 'Construction', 'Architecture & Planning', 'Building Materials'],
    dealroom: ['real estate', 'construction', 'real estate software', 'proptech'],
    tails: ['Homes', 'Build', 'Property', 'Structures', 'Estate', 'Spaces', 'Construct', 'Living', 'Materials'],
    pitches: [
      ['modular housing', 'housing associations', 'build in half the time'],
      ['project controls', 'general contractors', 'finish on schedule'],
      ['low-carbon cement', 'ready-mix producers', 'cut embodied carbon by 70%'],
      ['a leasing assistant', 'multifamily owners', 'lease without phone calls'],
      ['retrofit financing', 'landlords', 'retrofit at no upfront cost'],
      ['reality capture', 'site managers', 'see progress without a site visit'],
      ['title automation', 'settlement agents', 'close in a week'],
    ],
    themes: ['Construction Tech', 'Built World', 'Housing'],
    titles: ['VP Construction', 'Head of Real Estate Partnerships', 'Director of Design', 'Head of Preconstruction'],
  }),
  sector('Education', 4, 0.7, {
    industries: ['E-Learning', 'Education Management', 'Higher Education', 'Professional Training'],
    dealroom: ['education', 'edtech', 'training'],
    tails: ['Learning', 'Academy', 'Education', 'Campus', 'Skills', 'School', 'Classroom', 'Tutors'],
    pitches: [
      ['tutoring at district scale', 'school districts', 'close reading gaps'],
      ['apprenticeships for data roles', 'employers', 'train people for open jobs'],
      ['a language app', 'nurses abroad', 'pass the exam the first time'],
      ['simulation-based training', 'utilities', 'certify crews without a classroom'],
      ['assessment software', 'universities', 'grade in minutes'],
      ['a marketplace for after-school programmes', 'parents', 'find a place nearby'],
    ],
    themes: ['Workforce', 'K-12', 'Lifelong Learning'],
    titles: ['Chief Academic Officer', 'VP Partnerships', 'Head of Curriculum', 'Director of Learning Design'],
  }),
  sector('Space & Deep Tech', 4, 2.2, {
    industries: ['Aviation & Aerospace', 'Semiconductors', 'Quantum Computing', 'Defense & Space', 'Nanotechnology'],
    dealroom: ['space', 'semiconductors', 'quantum technologies', 'hardware'],
    tails: ['Space', 'Orbital', 'Photonics', 'Quantum', 'Aerospace', 'Silicon', 'Materials', 'Propulsion', 'Semiconductor'],
    pitches: [
      ['electric propulsion', 'satellite operators', 'stay on orbit twice as long'],
      ['photonic interconnects', 'hyperscalers', 'move data at a tenth of the energy'],
      ['neutral-atom quantum computers', 'chemical companies', 'simulate catalysts exactly'],
      ['radar imaging constellations', 'defence ministries', 'see through clouds'],
      ['compound semiconductors', 'chip designers', 'halve switching losses'],
      ['space-grade solar arrays', 'spacecraft makers', 'launch within weeks of ordering'],
      ['radiation-hard processors', 'space agencies', 'run models on orbit'],
    ],
    themes: ['Frontier Compute', 'Space Economy', 'Defense'],
    titles: ['Chief Engineer', 'VP Mission Systems', 'Head of Photonics', 'Principal Physicist'],
  }),
  sector('Mobility', 4, 1.6, {
    industries: ['Automotive', 'Transportation', 'Electric Vehicles', 'Mobility'],
    dealroom: ['transportation', 'mobility', 'electric mobility', 'autonomous & sensor tech'],
    tails: ['Mobility', 'Motors', 'Drive', 'Charge', 'Transit', 'Vehicles', 'Auto', 'Bikes'],
    pitches: [
      ['battery swapping', 'motorcycle taxis', 'swap in two minutes'],
      ['charging software', 'bus depots', 'charge without grid upgrades'],
      ['on-demand transit', 'transit agencies', 'serve routes that buses cannot'],
      ['lidar on a chip', 'car makers', 'see 300 metres for under a hundred dollars'],
      ['cargo e-bikes', 'delivery fleets', 'deliver where vans are banned'],
      ['a used-EV marketplace', 'leasing companies', 'remarket cars with confidence'],
      ['battery health passports', 'insurers', 'know what a used battery is worth'],
    ],
    themes: ['EV Infrastructure', 'Autonomy', 'Urban Mobility'],
    titles: ['VP Vehicle Engineering', 'Head of Charging', 'Director of Fleet Sales', 'Lead Battery Engineer'],
  }),
  sector('Media & Gaming', 4, 0.8, {
    industries: ['Computer Games', 'Media Production', 'Entertainment', 'Online Media'],
    dealroom: ['gaming', 'media', 'content production', 'music'],
    tails: ['Games', 'Studios', 'Media', 'Interactive', 'Play', 'Audio', 'Pictures', 'Stories'],
    pitches: [
      ['a creator-led game studio', 'players', 'launch with a community'],
      ['rights management', 'music labels', 'get paid for every play'],
      ['an animation pipeline', 'studios', 'render overnight'],
      ['a live-ops platform', 'game studios', 'run events without engineers'],
      ['podcast monetisation', 'independent shows', 'sell ads without a sales team'],
      ['generative sound design', 'film editors', 'turn archives into revenue'],
    ],
    themes: ['Creator Economy', 'Games', 'Content Infrastructure'],
    titles: ['Creative Director', 'Head of Live Ops', 'VP Content', 'Executive Producer'],
  }),
];

const byShare = weighted(sectors.map((each, index) => [index, each.weight] as const));

/** Index of a sector, by its share of the deal flow. */
export const pickSector = (random: Random): number => byShare(random);

/** The business of a company: always the same one, whoever describes it. */
export const pitchOf = ({ sector, index }: { readonly sector: Sector; readonly index: number }): Pitch => at(sector.pitches, scramble(index) % sector.pitches.length);

/** Every thesis theme of the firm, once. */
export const themes: readonly string[] = [...new Set(sectors.flatMap((each) => each.themes))];
