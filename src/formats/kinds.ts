/**
 * What kind of thing an event is: from a column that says it, or from words that can mean nothing else. Everything that is not plainly
 * one of the core kinds is an `event`, so that no practice check counts a contact or a visit that nobody recorded.
 */
import { foldName } from '../domain/agency.ts';
import { CORE_KINDS } from '../domain/event.ts';

/** The kind of an event whose source does not say what kind it is. */
export const PLAIN_EVENT = 'event';
/** A plan's action on the day by which it is to be done: nothing that happened. */
export const ACTION_DUE = 'action-due';

const KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  'pregnancy-booked': ['booking appointment', 'antenatal booking', 'booking', 'pregnancy booking', 'booking in', 'maternity booking'],
  birth: ['born', 'delivery', 'baby born', 'labour and birth'],
  'neonatal-admission': ['admission to neonatal unit', 'admitted to nicu', 'nicu admission', 'scbu admission', 'neonatal admission'],
  'neonatal-discharge': ['discharge from neonatal unit', 'nicu discharge', 'discharged from nicu', 'discharge home from nicu'],
  'discharge-planning-meeting': ['discharge planning', 'discharge planning meeting', 'dpm'],
  'home-visit': [
    'home visit',
    'visit',
    'hv visit',
    'home visits',
    'statutory visit',
    'new birth visit',
    'nbv',
    'visit home',
    'antenatal home visit',
  ],
  contact: [
    'contact',
    'telephone call',
    'phone call',
    'telephone contact',
    'telephone',
    'phone',
    'call',
    'email',
    'text message',
    'letter',
    'face to face',
    'office visit',
    'sms',
    'tel call',
    'tc',
    't c',
  ],
  'clinic-contact': [
    'clinic',
    'clinic visit',
    'gp appointment',
    'consultation',
    'gp consultation',
    'surgery consultation',
    'appointment',
    'clinic contact',
    'outpatient',
    'ed attendance',
    'a e attendance',
    'hospital attendance',
  ],
  'was-not-brought': [
    'was not brought',
    'wnb',
    'dna',
    'did not attend',
    'not brought',
    'missed appointment',
    'child not brought',
    'dna appointment',
  ],
  'no-access': ['no access', 'no access visit', 'no reply', 'failed visit', 'no access home visit', 'unsuccessful visit'],
  'domestic-abuse-incident': [
    'domestic abuse',
    'domestic violence',
    'da incident',
    'domestic abuse incident',
    'domestic incident',
    'dv incident',
    'domestic',
    'dv',
    'domestic violence incident',
    'domestic dispute',
  ],
  violence: ['assault', 'violence', 'violent incident'],
  'sexual-abuse-allegation': [
    'sexual abuse allegation',
    'allegation of sexual abuse',
    'sexual assault allegation',
    'allegation of sexual assault',
  ],
  'suicide-attempt': ['suicide attempt', 'attempted suicide'],
  'self-harm': ['self harm', 'deliberate self harm', 'dsh'],
  'mental-health-crisis': ['mental health crisis', 'crisis'],
  worry: ['worry', 'parental anxiety', 'anxiety'],
  concern: [
    'concern',
    'cause for concern',
    'safeguarding concern',
    'child concern',
    'concerns',
    'child protection notification',
    'child protection investigation',
    'c39d',
  ],
  injury: ['injury', 'bruise', 'bruising'],
  'routine-enquiry': ['routine enquiry', 'routine enquiry domestic abuse'],
  assessment: [
    'assessment',
    'initial assessment',
    'core assessment',
    'single assessment',
    'child and family assessment',
    'c f assessment',
    'social work assessment',
  ],
  'pre-birth-assessment': ['pre birth assessment', 'prebirth assessment'],
  'mental-health-assessment': ['mental health assessment', 'mha assessment'],
  'paediatric-opinion': ['child protection medical', 'cp medical', 'paediatric assessment', 'paediatric opinion'],
  referral: ['referral', 'referral made', 'referral received', 'safeguarding referral', 'referral to csc'],
  'referral-decision': ['referral decision', 'nfa', 'no further action'],
  'strategy-discussion': ['strategy discussion', 'strategy meeting', 'strat meeting', 'strategy'],
  'section-47-enquiry': ['section 47', 's47', 's 47', 'section 47 enquiry', 's47 enquiry', 's47 investigation', 'section 47 investigation'],
  'initial-child-protection-conference': [
    'icpc',
    'initial child protection conference',
    'initial cp conference',
    'initial case conference',
    'initial conference',
  ],
  'review-child-protection-conference': [
    'rcpc',
    'review child protection conference',
    'review cp conference',
    'review conference',
    'review case conference',
  ],
  'core-group': ['core group', 'core group meeting'],
  'child-in-need-plan': ['cin plan', 'child in need plan', 'cin', 'child in need'],
  'child-protection-plan': ['cp plan', 'child protection plan', 'cpp'],
  'plan-closed': ['plan closed', 'plan ended', 'cp plan ended', 'cin plan closed'],
  'step-down': ['step down', 'stepped down'],
  'professionals-discussion': [
    'professionals meeting',
    'professionals discussion',
    'professional discussion',
    'liaison',
    'multi agency meeting',
    'mdt',
    'case discussion',
    'discussion with professional',
  ],
  escalation: ['escalation', 'professional disagreement', 'escalated'],
  move: ['move', 'house move', 'moved house', 'change of address', 'moved', 'moved address'],
  transfer: ['transfer', 'transfer of records', 'case transfer', 'records transfer'],
  marac: ['marac', 'marac meeting', 'multi agency risk assessment conference'],
  closure: ['closure', 'case closed', 'closed', 'case closure', 'discharge from service'],
  reconciliation: ['reconciliation', 'reconciled'],
  separation: ['separation', 'separated'],
  'rapid-review': ['rapid review'],
  death: ['death', 'died', 'death of child'],
  'nil-return': ['nil return', 'nil', 'no contact in period', 'no information held'],
};

const kindByWord = new Map<string, string>();
for (const kind of CORE_KINDS) kindByWord.set(foldName(kind), kind);
for (const [kind, words] of Object.entries(KIND_WORDS)) for (const word of words) kindByWord.set(foldName(word), kind);
kindByWord.set(PLAIN_EVENT, PLAIN_EVENT);

/** The core kind that a cell of a kind column names, or null when no core kind is meant. */
export function kindNamed(text: string): string | null {
  const folded = foldName(text);
  if (folded === '') return null;
  const whole = kindByWord.get(folded);
  if (whole !== undefined) return whole;
  const first = foldName(text.split(/[-–—:(/,]/, 1)[0] ?? '');
  return kindByWord.get(first) ?? null;
}

/**
 * Phrases that name the event itself when it begins with them (after "Unannounced", "Police", a name…). Each must be plain: "took tablets"
 * stays an event, because whether it was a suicide attempt is for people to say.
 */
const PHRASES: readonly (readonly [string, string])[] = [
  [
    'was-not-brought',
    "was not brought|were not brought|not brought (?:to|for)|wnb|dna(?:'?d)? (?:appointment|appt|clinic|follow)|did not attend (?:appointment|appt|clinic|immunis|vaccination)",
  ],
  [
    'no-access',
    'no access (?:home )?visit|no access(?: gained)?\\b|no reply (?:at|to) (?:the )?(?:door|home|visit)|failed (?:home )?visit',
  ],
  [
    'home-visit',
    '(?:joint |planned |unannounced |announced |statutory |routine |antenatal |primary |new birth |follow[- ]up |opportunistic )*home visit(?! (?:was |had been )?(?:cancelled|arranged|planned|declined|booked|offered|refused|to be))|new birth visit|statutory visit',
  ],
  [
    'clinic-contact',
    '(?:seen|attended|weighed|reviewed) (?:at|in) (?:the )?(?:\\w+ ){0,2}clinic|gp (?:consultation|appointment)\\b|attended gp\\b',
  ],
  ['strategy-discussion', 'strategy (?:discussion|meeting)(?! (?:to be|not|requested|declined))'],
  ['section-47-enquiry', '(?:section 47|s\\.? ?47) (?:enquir|inquir|investigation)'],
  ['initial-child-protection-conference', 'initial (?:child protection|cp|case) conference|icpc\\b'],
  ['review-child-protection-conference', 'review (?:child protection|cp|case) conference|rcpc\\b'],
  ['core-group', 'core group(?: meeting)?\\b'],
  ['marac', '(?:discussed at |heard at |case heard at )?marac(?: meeting| discussion| held)?\\b(?! referral)'],
  ['discharge-planning-meeting', 'discharge planning meeting'],
  [
    'neonatal-discharge',
    '(?:\\w+ )?discharged (?:home )?from (?:the )?(?:nicu|scbu|neonatal)|discharge (?:home )?from (?:the )?(?:nicu|scbu|neonatal)',
  ],
  ['neonatal-admission', '(?:\\w+ )?admitted to (?:the )?(?:nicu|scbu|neonatal)|transferred to (?:the )?(?:nicu|scbu|neonatal)'],
  ['birth', '(?:baby |child |birth of )?(?:\\w+ )?(?:was )?born (?:at|by|on|prematurely|premature)\\b|birth of \\w+'],
  ['pregnancy-booked', '(?:antenatal |maternity |pregnancy )booking(?: appointment)?|booking appointment'],
  [
    'domestic-abuse-incident',
    '(?:reported |report of (?:a )?|police called to (?:a )?|police attended? (?:a )?|verbal )?domestic (?:abuse|violence)(?: incident)?\\b(?! (?:service|worker|course|history|training|enquiry|notification))|domestic (?:incident|dispute)',
  ],
  ['suicide-attempt', 'suicide attempt|attempted suicide|attempted to (?:take|end) (?:his|her|their) (?:own )?life'],
  ['self-harm', '(?:deliberate )?self[- ]harm(?:ed|ing)?\\b'],
  ['routine-enquiry', 'routine enquiry'],
  ['pre-birth-assessment', 'pre-?birth assessment'],
  ['assessment', '(?:initial|core|single|child and family|c&f|social work) assessment'],
  ['paediatric-opinion', 'child protection medical|cp medical'],
  ['referral', '(?:safeguarding |child protection )?referral (?:made|received|sent|to|from)\\b'],
  ['child-protection-plan', '(?:made |became |placed on |subject (?:to|of) )a? ?(?:child protection|cp) plan'],
  ['child-in-need-plan', '(?:child in need|cin) (?:plan|meeting)'],
  ['closure', 'case closed|closed to (?:csc|children|social)'],
  ['escalation', 'escalat(?:ed|ion)\\b'],
  [
    'contact',
    '(?:telephone|phone) (?:call|contact)\\b|tel call|t\\/c (?:to|from)|call (?:to|from)\\b|email (?:to|from)\\b|letter (?:to|from)\\b|text (?:message )?(?:to|from)\\b',
  ],
  ['rapid-review', 'rapid review'],
];

const OPENING = new RegExp(`\\b(?:${PHRASES.map(([, phrase]) => `(${phrase})`).join('|')})`, 'i');

/** How far into an event's words a phrase may stand and still name the event. */
const REACH = 100;
const STARTS_WITHIN = 32;
/** Words before the phrase that turn it into something else: a plan, a report of the past, a thing that did not happen. */
const TURNED =
  /\b(no|not|never|declined|cancelled|planned|plan(?:s|ning)? (?:for|to)|to be|will|request(?:ed|s|ing)?|invited?|arranged?|arranging|discuss(?:ed|ing)?|considered|considering|previous|previously|history|following|after|since|before|prior|awaiting|re|regarding|about|if|offered|chased?|for|booked|due|minutes|notes|invitation|told|says|said|reported that|states?|alleged)\b[^.;:]*$/i;
const NOT_AFTER =
  /^[^.;]{0,40}\b(cancelled|declined|refused|requested|to be (?:arranged|held|booked)|not (?:held|done|completed|undertaken)|planned|postponed|offered|awaited)\b/i;

const NIL =
  /^(nil( return)?|nothing (known|to report|recorded)|no relevant (information|records?|entries|contacts?|events?)|not known to (this )?(service|agency|us)|(there (was|were|has been|have been|is|are) )?no (recorded |known |relevant |significant )*(contacts?|involvement|records?|information|entries|events?)( with (the )?\w+( members?)?| of (the )?\w+| (held|found|recorded|known|to report)){0,3}( (in|during|for|within|over|between) (this|the|that|these) [^.;]{0,60}| in (this )?period| (held|found|recorded|known) (by|for|on) [^.;]{0,40}| between .{6,60}| from .{6,60})?)\s*[.!]?$/i;

/** True when the words declare that there was nothing in a period: "No contact in this period." */
export function isNilReturn(what: string): boolean {
  return what.length <= 160 && /^(nil|no|nothing|not|there)\b/i.test(what) && NIL.test(what.trim());
}

/** The kind that the words name themselves, or `event`. */
export function kindFromWords(what: string): string {
  if (isNilReturn(what)) return 'nil-return';
  const opening = what.length > REACH ? what.slice(0, REACH) : what;
  const match = OPENING.exec(opening);
  if (match === null || match.index > STARTS_WITHIN) return PLAIN_EVENT;
  if (match.index > 0 && TURNED.test(opening.slice(0, match.index))) return PLAIN_EVENT;
  if (NOT_AFTER.test(opening.slice(match.index + match[0].length))) return PLAIN_EVENT;
  for (let group = 1; group < match.length; group += 1) {
    if (match[group] !== undefined) return PHRASES[group - 1]?.[0] ?? PLAIN_EVENT;
  }
  return PLAIN_EVENT;
}
