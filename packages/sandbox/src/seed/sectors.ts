import { type Random, weighted } from './random.ts';

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
  readonly products: readonly string[];
  readonly customers: readonly string[];
  readonly outcomes: readonly string[];
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
    products: ['long-duration thermal batteries', 'grid-forecasting software', 'industrial heat pumps', 'direct-air-capture modules', 'a virtual power plant platform', 'low-cost electrolysers', 'methane-monitoring sensors', 'carbon-accounting software', 'sodium-ion battery packs', 'enhanced geothermal wells'],
    customers: ['utilities', 'heavy industry', 'independent power producers', 'commercial landlords', 'data-centre operators', 'cement makers'],
    outcomes: ['replace gas in process heat', 'shave peak demand', 'meet their net-zero targets', 'firm up intermittent renewables', 'cut scope 1 emissions by a third', 'defer substation upgrades'],
    themes: ['Electrification', 'Carbon Removal', 'Grid Software', 'Industrial Decarbonization'],
    titles: ['Head of Hardware', 'VP Project Development', 'Chief Scientist', 'Lead Electrochemist', 'Director of Grid Partnerships'],
  }),
  sector('Fintech', 13, 1.1, {
    industries: ['Financial Services', 'Financial Technology', 'Payments', 'Banking', 'Lending', 'Wealth Management'],
    dealroom: ['fintech', 'payments', 'mortgages & lending', 'wealth management', 'regtech'],
    tails: ['Pay', 'Finance', 'Ledger', 'Capital Markets', 'Bank', 'Treasury', 'Money', 'Credit', 'Payments', 'Wallet'],
    products: ['a treasury management platform', 'embedded lending APIs', 'real-time payment rails', 'a compliance automation suite', 'spend management software', 'a card-issuing platform', 'underwriting models for thin-file borrowers', 'an accounts-receivable network', 'cross-border payroll'],
    customers: ['mid-market CFOs', 'community banks', 'marketplaces', 'credit unions', 'freelancers', 'vertical SaaS companies'],
    outcomes: ['close the books in days', 'see cash across every bank', 'approve borrowers that scores miss', 'cut chargebacks in half', 'settle in seconds', 'replace spreadsheets in treasury'],
    themes: ['Embedded Finance', 'CFO Stack', 'Payments Infrastructure', 'Regtech'],
    titles: ['Chief Risk Officer', 'VP Compliance', 'Head of Payments', 'Director of Partnerships', 'Head of Underwriting'],
  }),
  sector('AI & Data', 15, 1.3, {
    industries: ['Artificial Intelligence', 'Machine Learning', 'Data Infrastructure', 'Software Development', 'Analytics'],
    dealroom: ['enterprise software', 'artificial intelligence', 'big data', 'data & analytics', 'machine learning'],
    tails: ['AI', 'Labs', 'Data', 'Intelligence', 'Cognition', 'Analytics', 'Compute', 'Models', 'Systems', 'Research'],
    products: ['evaluation tooling for language models', 'a vector-native data warehouse', 'agents that reconcile documents', 'synthetic data generation', 'an inference optimisation engine', 'a feature store', 'data observability software', 'retrieval infrastructure', 'a labelling platform with expert reviewers'],
    customers: ['data teams', 'enterprise IT', 'machine-learning engineers', 'insurers', 'research groups', 'back-office teams'],
    outcomes: ['ship models with confidence', 'halve inference cost', 'find bad data before the board does', 'automate work that lives in PDFs', 'go from prototype to production', 'query petabytes interactively'],
    themes: ['AI Infrastructure', 'Agents', 'Data Platforms', 'Vertical AI'],
    titles: ['Head of Research', 'Staff ML Engineer', 'VP Data', 'Chief Scientist', 'Research Lead'],
  }),
  sector('Healthcare', 10, 1.3, {
    industries: ['Hospital & Health Care', 'Digital Health', 'Health Information Technology', 'Medical Devices', 'Wellness'],
    dealroom: ['health', 'health platform', 'medical devices', 'patient care'],
    tails: ['Health', 'Care', 'Clinic', 'Medical', 'Therapeutics', 'Diagnostics', 'Wellness', 'Medicine', 'Vitals'],
    products: ['a virtual cardiology clinic', 'ambient documentation for clinicians', 'prior-authorisation automation', 'remote monitoring for kidney patients', 'a scheduling platform for hospitals', 'at-home diagnostics', 'behavioural health for teenagers', 'revenue-cycle software'],
    customers: ['health systems', 'self-insured employers', 'independent practices', 'payers', 'nursing homes', 'clinicians'],
    outcomes: ['give doctors two hours a day back', 'reduce readmissions', 'bring wait times under a week', 'collect what they are owed', 'catch deterioration early', 'fill empty slots'],
    themes: ['Value-Based Care', 'Clinical Workflow', 'Virtual Care', 'Payer Tech'],
    titles: ['Chief Medical Officer', 'VP Clinical Operations', 'Head of Payer Partnerships', 'Director of Nursing', 'Clinical Lead'],
  }),
  sector('Biotech', 6, 2.4, {
    industries: ['Biotechnology', 'Pharmaceuticals', 'Life Sciences', 'Genomics'],
    dealroom: ['biotechnology', 'pharmaceutical', 'health', 'innovative treatments'],
    tails: ['Bio', 'Therapeutics', 'Biosciences', 'Genomics', 'Pharma', 'Biologics', 'Oncology', 'Cells', 'Proteins'],
    products: ['in-vivo gene editing for liver disease', 'a protein design platform', 'allogeneic cell therapies', 'RNA delivery vehicles', 'microbiome-based biologics', 'small molecules against undruggable targets', 'single-cell sequencing instruments'],
    customers: ['pharma partners', 'patients with rare disease', 'academic labs', 'oncologists', 'contract manufacturers'],
    outcomes: ['reach the clinic two years sooner', 'dose once instead of weekly', 'screen a billion variants', 'treat patients with no other option', 'lower the cost per dose by ten'],
    themes: ['Programmable Medicines', 'Tools & Platforms', 'Rare Disease'],
    titles: ['Chief Scientific Officer', 'VP Translational Medicine', 'Head of CMC', 'Director of Biology', 'Principal Scientist'],
  }),
  sector('Cybersecurity', 8, 1.1, {
    industries: ['Computer & Network Security', 'Cybersecurity', 'Identity Management', 'Information Technology'],
    dealroom: ['security', 'cyber security', 'identity & access', 'enterprise software'],
    tails: ['Security', 'Shield', 'Sentinel', 'Identity', 'Trust', 'Defense', 'Guard', 'Vault', 'Secure'],
    products: ['non-human identity management', 'runtime protection for containers', 'phishing-resistant sign-in', 'a security data lake', 'continuous penetration testing', 'SaaS posture management', 'confidential computing', 'supply-chain attestation'],
    customers: ['CISOs', 'platform teams', 'regulated enterprises', 'managed security providers', 'hospitals', 'banks'],
    outcomes: ['find exposed secrets in minutes', 'retire the VPN', 'pass audits without screenshots', 'cut alert volume by 90%', 'prove what runs in production'],
    themes: ['Identity', 'Cloud Security', 'AppSec', 'Security Data'],
    titles: ['CISO', 'Head of Threat Research', 'VP Security Engineering', 'Principal Researcher'],
  }),
  sector('Developer Tools', 8, 0.9, {
    industries: ['Software Development', 'Developer Tools', 'Cloud Computing', 'Open Source'],
    dealroom: ['enterprise software', 'developer tools', 'cloud & infrastructure', 'open source'],
    tails: ['Dev', 'Cloud', 'Stack', 'Runtime', 'Build', 'Deploy', 'Labs', 'Code', 'Functions'],
    products: ['preview environments for every pull request', 'a serverless Postgres', 'feature flags with guardrails', 'a build cache', 'durable workflow execution', 'API testing from traffic', 'an internal developer portal', 'edge runtimes'],
    customers: ['platform engineers', 'front-end teams', 'start-ups', 'engineering leaders', 'open-source maintainers'],
    outcomes: ['merge with confidence', 'cut build times by 80%', 'never lose a background job', 'ship on Fridays', 'stop maintaining YAML'],
    themes: ['Infrastructure', 'Open Source', 'Dev Productivity'],
    titles: ['VP Developer Relations', 'Head of Platform', 'Staff Engineer', 'Developer Advocate'],
  }),
  sector('Vertical SaaS', 11, 0.8, {
    industries: ['Software Development', 'Information Technology', 'Business Software', 'Professional Services'],
    dealroom: ['enterprise software', 'crm & sales', 'marketing', 'legal', 'human resources'],
    tails: ['Software', 'HQ', 'Works', 'Suite', 'Cloud', 'Desk', 'Flow', 'Operations', 'Hub'],
    products: ['an operating system for dental practices', 'contract software for law firms', 'field-service software', 'a hiring platform for hourly workers', 'membership software for gyms', 'permitting software for cities', 'quoting tools for manufacturers', 'billing for childcare centres'],
    customers: ['independent practices', 'law firms', 'plumbers and electricians', 'restaurants', 'local governments', 'franchise operators'],
    outcomes: ['run the whole business in one place', 'fill shifts in hours', 'get paid on the day of work', 'quote in minutes instead of days', 'retire three legacy systems'],
    themes: ['SMB Software', 'Vertical AI', 'Future of Work', 'Legal Tech'],
    titles: ['VP Customer Success', 'Head of Implementation', 'Director of Product', 'Head of Industry Partnerships'],
  }),
  sector('Robotics & Industrial', 7, 1.6, {
    industries: ['Robotics', 'Industrial Automation', 'Machinery Manufacturing', 'Mechanical Engineering'],
    dealroom: ['robotics', 'manufacturing', 'engineering & manufacturing equipment', 'hardware'],
    tails: ['Robotics', 'Automation', 'Machines', 'Dynamics', 'Industrial', 'Mechanics', 'Factory', 'Motion', 'Fabrication'],
    products: ['mobile robots for warehouses', 'vision-guided welding cells', 'a no-code robot programming suite', 'predictive maintenance sensors', 'autonomous forklifts', 'micro-factories for sheet metal', 'tactile grippers', 'inspection drones'],
    customers: ['automotive suppliers', 'third-party logistics firms', 'contract manufacturers', 'food processors', 'aerospace primes'],
    outcomes: ['double throughput without new hires', 'deploy a robot in a day', 'spot failures weeks ahead', 'bring machining back onshore', 'inspect without a shutdown'],
    themes: ['Automation', 'Reindustrialization', 'Industrial AI'],
    titles: ['VP Hardware Engineering', 'Head of Manufacturing', 'Lead Controls Engineer', 'Director of Field Operations'],
  }),
  sector('Logistics & Supply Chain', 6, 1.0, {
    industries: ['Logistics & Supply Chain', 'Transportation', 'Freight', 'Warehousing'],
    dealroom: ['transportation', 'logistics & delivery', 'supply chain', 'mobility'],
    tails: ['Freight', 'Logistics', 'Cargo', 'Supply', 'Routes', 'Shipping', 'Fleet', 'Warehouse', 'Ports'],
    products: ['a digital freight forwarder', 'yard management software', 'customs automation', 'inventory planning for brands', 'electric truck charging depots', 'supplier risk monitoring', 'a drayage marketplace'],
    customers: ['importers', 'consumer brands', 'carriers', 'ports', 'procurement teams'],
    outcomes: ['land goods two weeks earlier', 'cut empty miles', 'clear customs in an hour', 'see stock-outs coming', 'electrify the fleet without capex'],
    themes: ['Supply Chain Resilience', 'Freight Tech', 'Fleet Electrification'],
    titles: ['VP Operations', 'Head of Carrier Relations', 'Director of Supply', 'General Manager, EMEA'],
  }),
  sector('Consumer', 6, 0.9, {
    industries: ['Consumer Goods', 'E-commerce', 'Retail', 'Apparel & Fashion', 'Consumer Internet'],
    dealroom: ['fashion', 'retail', 'home living', 'marketplace', 'wellness beauty'],
    tails: ['Goods', 'Market', 'Home', 'Studio', 'Club', 'Collective', 'Kitchen', 'Supply Co', 'Beauty'],
    products: ['a resale marketplace for children’s wear', 'refillable home care', 'a members’ club for runners', 'personalised skin care', 'live shopping', 'furniture by subscription', 'a travel planner for families'],
    customers: ['young parents', 'urban renters', 'runners', 'Gen Z shoppers', 'pet owners'],
    outcomes: ['buy less and better', 'spend less on what they outgrow', 'find what fits', 'feel at home anywhere', 'waste nothing'],
    themes: ['Commerce Enablement', 'Circular Economy', 'Community'],
    titles: ['Chief Brand Officer', 'VP Growth', 'Head of Merchandising', 'Creative Director'],
  }),
  sector('Food & Agriculture', 5, 1.4, {
    industries: ['Food & Beverages', 'Farming', 'Agriculture Technology', 'Food Production'],
    dealroom: ['food', 'agritech', 'innovative food', 'food logistics & delivery'],
    tails: ['Foods', 'Farms', 'Agronomics', 'Harvest', 'Fields', 'Proteins', 'Soil', 'Acres', 'Ferments'],
    products: ['precision-fermented dairy proteins', 'biological fertilisers', 'satellite crop insurance', 'robotic weeding', 'indoor berry farms', 'a grain marketplace', 'soil-carbon measurement'],
    customers: ['row-crop growers', 'food manufacturers', 'retailers', 'insurers', 'co-operatives'],
    outcomes: ['spray 80% less', 'harvest all year', 'take the cow out of cheese', 'get paid for healthy soil', 'insure what was uninsurable'],
    themes: ['Alternative Proteins', 'Precision Agriculture', 'Food Supply'],
    titles: ['Chief Agronomist', 'Head of Food Science', 'VP Commercial', 'Director of Field Trials'],
  }),
  sector('Insurance', 4, 1.1, {
    industries: ['Insurance', 'Insurtech', 'Financial Services'],
    dealroom: ['fintech', 'insurance', 'insurtech'],
    tails: ['Insurance', 'Cover', 'Risk', 'Underwriting', 'Assurance', 'Mutual', 'Claims'],
    products: ['parametric weather cover', 'claims automation', 'cyber insurance for small firms', 'a digital MGA for trades', 'telematics pricing', 'flood models'],
    customers: ['brokers', 'carriers', 'small businesses', 'reinsurers', 'fleet owners'],
    outcomes: ['pay claims the same day', 'price risks nobody would touch', 'bind in four minutes', 'lower the loss ratio by eight points'],
    themes: ['Insurtech', 'Risk Data', 'Climate Adaptation'],
    titles: ['Chief Underwriting Officer', 'Head of Claims', 'VP Actuarial', 'Director of Broker Sales'],
  }),
  sector('Real Estate & Construction', 5, 1.1, {
    industries: ['Real Estate', 'Construction', 'Architecture & Planning', 'Building Materials'],
    dealroom: ['real estate', 'construction', 'real estate software', 'proptech'],
    tails: ['Homes', 'Build', 'Property', 'Structures', 'Estate', 'Spaces', 'Construct', 'Living', 'Materials'],
    products: ['modular housing', 'project controls for general contractors', 'low-carbon cement', 'a leasing assistant', 'retrofit financing', 'reality capture for sites', 'title automation'],
    customers: ['general contractors', 'multifamily owners', 'housing associations', 'developers', 'architects'],
    outcomes: ['finish on schedule', 'lease without phone calls', 'build in half the time', 'retrofit at no upfront cost', 'settle in a week'],
    themes: ['Construction Tech', 'Built World', 'Housing'],
    titles: ['VP Construction', 'Head of Real Estate Partnerships', 'Director of Design', 'Head of Preconstruction'],
  }),
  sector('Education', 4, 0.7, {
    industries: ['E-Learning', 'Education Management', 'Higher Education', 'Professional Training'],
    dealroom: ['education', 'edtech', 'training'],
    tails: ['Learning', 'Academy', 'Education', 'Campus', 'Skills', 'School', 'Classroom', 'Tutors'],
    products: ['tutoring at school-district scale', 'apprenticeships for data roles', 'a language app for nurses', 'simulation-based training', 'assessment software', 'a marketplace for after-school programmes'],
    customers: ['school districts', 'universities', 'employers', 'parents', 'adult learners'],
    outcomes: ['close reading gaps', 'train people for open jobs', 'grade in seconds', 'pass the exam the first time', 'retain staff by growing them'],
    themes: ['Workforce', 'K-12', 'Lifelong Learning'],
    titles: ['Chief Academic Officer', 'VP Partnerships', 'Head of Curriculum', 'Director of Learning Design'],
  }),
  sector('Space & Deep Tech', 4, 2.2, {
    industries: ['Aviation & Aerospace', 'Semiconductors', 'Quantum Computing', 'Defense & Space', 'Nanotechnology'],
    dealroom: ['space', 'semiconductors', 'quantum technologies', 'hardware'],
    tails: ['Space', 'Orbital', 'Photonics', 'Quantum', 'Aerospace', 'Silicon', 'Materials', 'Propulsion', 'Semiconductor'],
    products: ['electric propulsion for small satellites', 'photonic interconnects', 'neutral-atom quantum computers', 'radar imaging constellations', 'compound semiconductors', 'space-grade solar arrays', 'rad-hard processors'],
    customers: ['satellite operators', 'hyperscalers', 'space agencies', 'defence ministries', 'chip designers'],
    outcomes: ['move data at a tenth of the energy', 'stay on orbit twice as long', 'see through clouds', 'simulate chemistry exactly', 'launch within weeks'],
    themes: ['Frontier Compute', 'Space Economy', 'Defense'],
    titles: ['Chief Engineer', 'VP Mission Systems', 'Head of Photonics', 'Principal Physicist'],
  }),
  sector('Mobility', 4, 1.6, {
    industries: ['Automotive', 'Transportation', 'Electric Vehicles', 'Mobility'],
    dealroom: ['transportation', 'mobility', 'electric mobility', 'autonomous & sensor tech'],
    tails: ['Mobility', 'Motors', 'Drive', 'Charge', 'Transit', 'Vehicles', 'Auto', 'Bikes'],
    products: ['battery swapping for motorcycles', 'charging software for depots', 'on-demand transit', 'lidar on a chip', 'cargo e-bikes', 'a used-EV marketplace', 'battery health passports'],
    customers: ['transit agencies', 'delivery fleets', 'car makers', 'leasing companies', 'commuters'],
    outcomes: ['run a depot without grid upgrades', 'swap in two minutes', 'know what a used battery is worth', 'serve routes that buses cannot'],
    themes: ['EV Infrastructure', 'Autonomy', 'Urban Mobility'],
    titles: ['VP Vehicle Engineering', 'Head of Charging', 'Director of Fleet Sales', 'Lead Battery Engineer'],
  }),
  sector('Media & Gaming', 4, 0.8, {
    industries: ['Computer Games', 'Media Production', 'Entertainment', 'Online Media'],
    dealroom: ['gaming', 'media', 'content production', 'music'],
    tails: ['Games', 'Studios', 'Media', 'Interactive', 'Play', 'Audio', 'Pictures', 'Stories'],
    products: ['a creator-led game studio', 'rights management for music', 'an animation pipeline', 'a live-ops platform', 'podcast monetisation', 'generative sound design'],
    customers: ['game studios', 'creators', 'labels', 'streamers', 'agencies'],
    outcomes: ['launch with a community', 'get paid for every play', 'render overnight', 'run events without engineers', 'turn archives into revenue'],
    themes: ['Creator Economy', 'Games', 'Content Infrastructure'],
    titles: ['Creative Director', 'Head of Live Ops', 'VP Content', 'Executive Producer'],
  }),
];

const byShare = weighted(sectors.map((each, index) => [index, each.weight] as const));

/** Index of a sector, by its share of the deal flow. */
export const pickSector = (random: Random): number => byShare(random);

/** Every thesis theme of the firm, once. */
export const themes: readonly string[] = [...new Set(sectors.flatMap((each) => each.themes))];
