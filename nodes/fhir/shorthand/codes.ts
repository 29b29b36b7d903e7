import { FieldRefusal } from '../../shared/errors/refusal';
import type { CodeableConcept, CodeableReference, Coding, Identifier, Reference } from './shapes';
import type { Reading, Shorthand } from './types';

/** A type of resource and an ID (FHIR R4, 2.3.0 References), a version after it or not. */
const RELATIVE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const ELSEWHERE = /^(https?:\/\/\S+|urn:(uuid|oid):\S+|#\S+)$/;
const BARE_ID = /^[A-Za-z0-9.-]{1,64}$/;

/** `Patient/123`, an address, `urn:uuid:…`, `#…` for something contained; a bare ID where only one type is possible. */
const reference: Shorthand = {
	example: 'Patient/123',
	read(text, { label, targets = [] }): Reference {
		if (RELATIVE.test(text)) {
			const [type] = text.split('/');
			if (targets.length > 0 && !targets.includes(type)) {
				throw new FieldRefusal(
					`'${label}' cannot refer to that type of record`,
					`It refers to ${targets.join(', ')}.`,
				);
			}
			return { reference: text };
		}
		if (ELSEWHERE.test(text)) return { reference: text };
		if (BARE_ID.test(text) && targets.length === 1) return { reference: `${targets[0]}/${text}` };
		const example = `${targets[0] ?? 'Patient'}/123`;
		throw new FieldRefusal(
			`'${label}' is not a reference`,
			`Write the type of the record and its ID, e.g. ${example}${targets.length > 1 ? `. It refers to ${targets.join(', ')}` : ''}.`,
		);
	},
	write(value) {
		const { reference: written, display, identifier: known } = value as Reference;
		return written ?? display ?? (known && identifier.write(known));
	},
};

/** Parts at `|`: a system is an address, so it never holds one. */
const parts = (text: string): string[] => text.split('|').map((part) => part.trim());

const isSystem = (text: string): boolean => /^(https?:\/\/|urn:)\S+$/i.test(text);

/** `system|code|display`, `system|code`, or a code of no system. */
const coding: Shorthand = {
	example: 'http://loinc.org|8480-6|Systolic',
	read(text, { label }): Coding {
		const [first, code, ...rest] = parts(text);
		if (code === undefined) return { code: codeIn(first, label) };
		const display = rest.join('|');
		return {
			...(first && { system: systemIn(first, label) }),
			code: codeIn(code, label),
			...(display && { display }),
		};
	},
	write(value) {
		const { system, code, display } = value as Coding;
		if (code === undefined) return display;
		if (system === undefined && display === undefined) return code;
		return [system ?? '', code, ...(display === undefined ? [] : [display])].join('|');
	},
};

function codeIn(text: string, label: string): string {
	if (/^\S+( \S+)*$/.test(text)) return text;
	throw new FieldRefusal(
		`'${label}' holds no code`,
		'Write it as system|code|text, e.g. http://loinc.org|8480-6|Systolic.',
	);
}

function systemIn(text: string, label: string): string {
	if (/^\S+$/.test(text)) return text;
	throw new FieldRefusal(
		`'${label}' names a system that is no address`,
		'What stands before the first | is an address, e.g. http://loinc.org.',
	);
}

/** `system|code|text`, or plain text. */
const codeableConcept: Shorthand = {
	example: 'plain text or system|code|text',
	read(text, reading): CodeableConcept {
		const [first, code, ...rest] = parts(text);
		// A bar in plain text is no code: "A|B" has no system in front.
		if (code === undefined || (first !== '' && !isSystem(first))) return { text };
		const read = coding.read(text, reading) as Coding;
		const words = rest.join('|');
		return { coding: [read], ...(words && { text: words }) };
	},
	write(value) {
		const { coding: codings = [], text } = value as CodeableConcept;
		const [first] = codings;
		if (first?.code === undefined) return text ?? first?.display;
		const words = text ?? first.display;
		return [first.system ?? '', first.code, ...(words === undefined ? [] : [words])].join('|');
	},
};

/** A reference, or else a concept (FHIR R5, CodeableReference). */
const codeableReference: Shorthand = {
	example: 'plain text, system|code|text or Type/123',
	read(text, reading): CodeableReference {
		return RELATIVE.test(text) || /^(urn:uuid:|#)/.test(text)
			? { reference: reference.read(text, reading) as Reference }
			: { concept: codeableConcept.read(text, reading) as CodeableConcept };
	},
	write(value) {
		const { reference: target, concept } = value as CodeableReference;
		return target ? reference.write(target) : concept && codeableConcept.write(concept);
	},
};

/** `system|value`, or a value of no system. */
const identifier: Shorthand = {
	example: 'https://clinic.example/patients|4711',
	read(text, { label }): Identifier {
		const [first, ...rest] = parts(text);
		if (rest.length === 0) return { value: first };
		const value = rest.join('|');
		if (value !== '') return { ...(first && { system: systemIn(first, label) }), value };
		throw new FieldRefusal(
			`'${label}' has no value after the system`,
			`Write it like ${identifier.example}.`,
		);
	},
	write(value) {
		const { system, value: written } = value as Identifier;
		return system === undefined ? written : `${system}|${written ?? ''}`;
	},
};

export const codes: Record<string, Shorthand> = {
	CodeableConcept: codeableConcept,
	CodeableReference: codeableReference,
	Coding: coding,
	Identifier: identifier,
	Reference: reference,
};

/** A reference to a record that came out of a node: `{ resourceType, id }`. */
export const referenceTo = (
	{ resourceType, id }: { resourceType: string; id: string },
	reading: Reading,
): Reference => reference.read(`${resourceType}/${id}`, reading) as Reference;
