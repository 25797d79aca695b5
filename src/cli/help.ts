/** What `--help` says, for Kinline and for each command. */
import { COLUMN_ROLES } from '../domain/contribution.ts';

export const GENERAL_HELP = `Kinline: one line of time for a family, from what every agency already wrote.

Usage: kinline COMMAND [options]

Commands
  read FILE…                   read agencies' files and say what they hold, row by row
  merge FILE… --out OUT        merge agencies' files into one integrated chronology
  template --agency NAME --out FILE   a blank chronology for an agency to fill in
  demonstration --out DIR      the invented families' files, to try the other commands on
  ask QUESTION                 a question of an inspector or a court: who saw, added, changed, could see, was told
  audit ACT                    show that the log of who saw and did what is whole
  init                         set up a real partnership: its first administrator gets a one-time link
  serve                        start Kinline's pages on this computer
  backup --out FILE            everything in the database, sealed for a key that is kept elsewhere
  restore FILE --key FILE      a backup, back into an empty database

Options
  -h, --help                   this text; after a command, its own
      --version                the version

Files may be Word (.docx), Excel (.xlsx), csv (any usual encoding or delimiter) or Kinline's own JSON.
read, merge, template and demonstration need no database and no network, and change none of the files that they read.

Exit status: 0 all well · 1 a file or its rows were refused, nothing was written · 2 the command was not understood.
`;

const MAP_HELP = `      --map ROLE=HEADING       which heading plays which role, when Kinline cannot tell; as often as needed.
                               ROLE= alone takes the role away. Roles:
${wrapped(COLUMN_ROLES, 31)}`;

export const HELP = {
  read: `Read agencies' files and say what they hold: every row is an event, not an event (with the reason), or needs attention.

Usage: kinline read FILE… [options]

Options
      --json                   one JSON object on standard output and nothing else; with several files one object
                               per file, each on its own line (JSON Lines). Schema: docs/schemas/reading.schema.json
      --strict                 refuse dates that Chronolator refuses in its Date cell (a trailing "?", other words, two
                               dates), and end with status 1 when any row needs attention
      --agency NAME            the agency that sent the files, when they do not say (code, name or alias, such as HV)
${MAP_HELP}
  -h, --help                   this text

Examples
  kinline read police.docx
  kinline read health/*.xlsx --json > readings.jsonl
  kinline read school.csv --map date="When" --map what="What we saw"

A file that reads with notices ends with status 0.
`,
  merge: `Merge agencies' files into one integrated chronology. Nothing is joined and nothing is lost: accounts that may be of the
same event are listed with reasons for a person to decide, and what they disagree on stands side by side.

Usage: kinline merge FILE… --out OUT [options]

Options
      --out OUT                where to write; its ending decides the format: .docx .xlsx .csv .html .json .pdf
      --agency FILE=NAME       the agency that sent FILE, when it does not say; as often as needed
      --title TEXT             the title of the chronology
      --family TEXT            what the family is called in it, such as a code
      --tolerance DAYS         how many days apart two accounts may stand and still be asked about (default 2)
      --json REPORT            also write the whole merge as JSON to REPORT ("-" is standard output).
                               Schema: docs/schemas/chronology.schema.json
      --strict                 as for read: any row that needs attention refuses the merge
${MAP_HELP}
  -h, --help                   this text

Examples
  kinline merge *.docx *.xlsx --out family.docx
  kinline merge a.docx b.csv --agency b.csv="Health visiting" --out family.xlsx --json report.json

When any file is refused, all problems of all files are listed, nothing is written and the status is 1. An integrated chronology
that Kinline wrote (docx, xlsx, csv, json) can be merged again with others: each event counts once.
`,
  template: `Write a blank chronology for an agency to fill in, with its own instructions.

Usage: kinline template --agency NAME --out FILE.docx|FILE.xlsx

Options
      --agency NAME            the agency (code, name or alias)
      --out FILE               where to write, .docx or .xlsx
      --replace                write over a file of that name; otherwise it is left alone
  -h, --help                   this text
`,
  demonstration: `Write the files of the demonstration's invented families, as their agencies would have sent them.

Usage: kinline demonstration --out DIR

Options
      --out DIR                the folder to write in; each family gets a folder of its own
  -h, --help                   this text

Example
  kinline demonstration --out demonstration
  kinline merge demonstration/meadow-row-family/* --out meadow-row.docx
`,
  backup: `Write everything that the database holds to one file, sealed before it touches the disk for a public key. Only
the holder of the private key, which is kept away from the server, can open it. The keys in the data folder are not in it.

Usage: kinline backup --out FILE [options]
       kinline backup key --out FOLDER

Options
      --out FILE               where to write; nothing is written over
      --key FILE               the public key (default: the file that KINLINE_BACKUP_KEY_FILE names)
      --data DIR               the folder of the built-in database (default ./kinline-data); not used with DATABASE_URL
  -h, --help                   this text

"kinline backup key" makes the pair of keys. Take the private one away from the server.
Kinline may go on serving while a backup is made: it is of one moment.
`,
  restore: `Put a backup into an empty database: all of it, compared row by row with what was read, or nothing.

Usage: kinline restore FILE --key FILE [options]

Options
      --key FILE               the private key
      --data DIR               the new folder of the built-in database (default ./kinline-data); not used with DATABASE_URL
  -h, --help                   this text

Put the keys of the data folder back before you start Kinline: they are not in a backup.
`,
  audit: `Show that the audit log is whole: sign what it is, let agencies cosign it, take it away, and check it.

Usage: kinline audit checkpoint --out FILE
       kinline audit key --name NAME --out KEYFILE
       kinline audit cosign CHECKPOINT --key KEYFILE --out FILE [--earlier CHECKPOINT --proof PROOF]
       kinline audit witness CHECKPOINT --key KEYFILE.pub
       kinline audit export --out FILE
       kinline audit verify EXPORT [CHECKPOINT…] [--key KEYFILE.pub]
       kinline audit prove --entry NUMBER --checkpoint CHECKPOINT --out PROOF
       kinline audit prove --earlier CHECKPOINT --checkpoint CHECKPOINT --out PROOF
       kinline audit verify --proof PROOF CHECKPOINT [CHECKPOINT]

  checkpoint   signs how many entries the log has, and the root of their tree
  key          makes a key for an agency that cosigns: KEYFILE is secret, KEYFILE.pub is not
  cosign       an agency signs a checkpoint too; with --earlier and --proof only when it begins with what they signed before
  witness      keeps a cosigned checkpoint in the data folder: Kinline then serves from no log without its entries
  export       writes the whole log, each line as it is hashed
  verify       says whether an export is whole and begins with these checkpoints, or whether a proof holds
  prove        that an entry is in the log of a checkpoint, or that a later checkpoint begins with an earlier one

Options
      --out FILE               where to write
      --key FILE               the agency's key; for witness and verify its .pub, as often as needed
      --name NAME              whose key it is
      --entry NUMBER           which entry, from 1
      --data DIR               the folder of the built-in database (default ./kinline-data)
  -h, --help                   this text

key, cosign and verify need no database. node tools/verify-audit.mjs checks an export without any part of Kinline.
Exit status: 0 all well · 1 altered, or refused · 2 the command was not understood.
`,
  init: `Set up a real partnership. Its first administrator gets a one-time link, with which they make their account: no default
password exists.

Usage: kinline init --name NAME --administrator NAME [options]

Options
      --name NAME              the partnership's name, as pages show it
      --administrator NAME     the first administrator's full name
      --data DIR               the folder of the built-in database (default ./kinline-data); not used with DATABASE_URL
  -h, --help                   this text

Example
  kinline init --name "Saltmarsh safeguarding children partnership" --administrator "Ruth Ashworth"

The link is written to standard output. It works once, for 24 hours. Run it again with the name of an administrator to give
them a new one.
A database that was filled as a demonstration stays a demonstration, and a real partnership's never becomes one.
`,
  ask: `Ask one of the questions of an inspector or a court, behind the same door as the person who asks it.

Usage: kinline ask QUESTION --family LABEL --as NAME [options]

Questions
  who-saw                who-added              who-changed            who-printed            who-exported
  who-was-refused        what-could-they-see    recorded-when          anything-altered       who-was-told

Options
      --family LABEL           the family, by its label or id
      --as NAME                whoever asks: in a demonstration a name or id; in a real partnership the sign-in name, and the
                               password and code are asked for on the terminal
      --event ID               about one event only
      --contribution ID        about one file that was received only
      --practitioner NAME      about one professional only, by name or id; what-could-they-see needs it
      --from DAY, --to DAY     between these days (Europe/London), such as 2026-04-12
      --on DAY                 what-could-they-see: the day
      --checkpoint FILE        anything-altered: a signed checkpoint that somebody kept
      --json                   one JSON object on standard output. Schema: docs/schemas/answer.schema.json
      --data DIR               the folder of the built-in database (default ./kinline-data); not used with DATABASE_URL
  -h, --help                   this text

Examples
  kinline ask who-saw --family "Meadow Row family" --from 2026-04-01 --as "Ruth Ashworth"
  kinline ask what-could-they-see --family "Meadow Row family" --practitioner "Maureen Tully" --on 2026-04-12 --as "Ruth Ashworth"

That somebody asked is written down.
`,
  serve: `Start Kinline's pages on this computer. They answer on this computer only.

Usage: kinline serve [options]

Options
      --port NUMBER            the port (default 3000)
      --data DIR               the folder of the built-in database (default ./kinline-data); not used with DATABASE_URL
      --demo                   put in three invented families to look at
  -h, --help                   this text
`,
} as const;

export type CommandName = keyof typeof HELP;

function wrapped(words: readonly string[], indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length + 1 > 118 - indent) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((text) => ' '.repeat(indent) + text).join('\n');
}
