/**
 * An integrated chronology as a Word document to hand round. The exact events travel in a custom XML part, which Word keeps when the
 * document is saved.
 */
import type { Chronology } from '../domain/chronology.ts';
import { sealForDocument } from '../domain/chronology-columns.ts';
import { type Content, contentOf, type Section } from './write-chronology-content.ts';
import type { ChronologyOptions, Surroundings } from './write-chronology-surroundings.ts';
import { docxPackage, styled, tableXml } from './write-docx.ts';
import { XML, xml } from './write-ooxml.ts';
import type { Part } from './write-zip.ts';

function* sectionXml(section: Section): Generator<string> {
  yield styled('Heading1', section.heading);
  for (const words of section.words) yield styled('Normal', words);
  if (section.table === null) return;
  yield* tableXml(section.table);
  yield '<w:p/>';
}

function* bodyXml(content: Content): Generator<string> {
  yield styled('Title', content.title);
  yield styled('Subtitle', `Integrated chronology. Family: ${content.family}`);
  for (const fact of content.facts) yield styled('Normal', fact);
  yield styled('Heading1', 'How to read this chronology');
  for (const words of content.reading) yield styled('Normal', words);
  for (const section of content.sections) yield* sectionXml(section);
}

/** The namespace of the custom part; its root is `kinline` and its text is the JSON of the events, sealed one by one. */
const CARRIER = 'urn:kinline:chronology:1';

function* carrierXml(chronology: Chronology, options: ChronologyOptions, around: Surroundings): Generator<string> {
  yield `${XML}<kinline xmlns="${CARRIER}">{"kinline":"chronology/1","title":${xml(JSON.stringify(options.title))},"events":[`;
  let first = true;
  for (const event of chronology.events) {
    yield `${first ? '' : ',\n'}${xml(sealForDocument(event, around.contextOf(event)))}`;
    first = false;
  }
  yield ']}</kinline>';
}

export function docxParts(chronology: Chronology, options: ChronologyOptions, around: Surroundings): Iterable<Part> {
  const content = contentOf(chronology, options, around);
  return docxPackage({
    title: options.title,
    on: options.today,
    classification: options.classification,
    body: bodyXml(content),
    carrier: { namespace: CARRIER, content: carrierXml(chronology, options, around) },
  });
}
