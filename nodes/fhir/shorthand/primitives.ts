import { FieldRefusal } from '../../shared/errors/refusal';
import { readDay, readMoment } from '../../shared/operation/dates';
import type { Shorthand } from './types';

const asIs = (value: unknown) => value as string | number | boolean | undefined;

/** Text that has to look a certain way (patterns: FHIR R4, 2.24.0.1 Primitive Types). */
const matching = (pattern: RegExp, example: string, what: string): Shorthand => ({
	example,
	read(text, { label }) {
		if (pattern.test(text)) return text;
		throw new FieldRefusal(`'${label}' is not ${what}`, `Write it like ${example}.`);
	},
	write: asIs,
});

const text: Shorthand = { read: (written) => written, write: asIs };

const boolean: Shorthand = {
	read(written, { label }) {
		const word = written.toLowerCase();
		if (word === 'true' || word === 'false') return word === 'true';
		throw new FieldRefusal(
			`'${label}' is neither true nor false`,
			'Switch it on or off, or pass true or false.',
		);
	},
	write: asIs,
};

const whole = (least: number, most = 2_147_483_647): Shorthand => ({
	read(written, { label }) {
		const number = Number(written);
		if (/^[+-]?\d+$/.test(written) && number >= least && number <= most) return number;
		const range = least > -1 ? ` of ${least} or more` : '';
		throw new FieldRefusal(`'${label}' is not a whole number${range}`, 'Pass digits only, e.g. 12.');
	},
	write: asIs,
});

const decimal: Shorthand = {
	read(written, { label }) {
		const number = Number(written);
		if (/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(written) && Number.isFinite(number)) return number;
		throw new FieldRefusal(
			`'${label}' is not a number`,
			'Pass digits only, with a point before decimals, e.g. 23.50.',
		);
	},
	write: asIs,
};

/** JSON holds it as text, because its numbers are not exact that far (FHIR R5, integer64). */
const integer64: Shorthand = { ...matching(/^[+-]?\d+$/, '5368709120', 'a whole number') };

/** FHIR's dates may be as precise as is known: a year, a month or a day. */
const PARTIAL = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

const date: Shorthand = {
	example: '1980-05-31',
	read: (written, { label, zone }) => (PARTIAL.test(written) ? written : readDay(written, label, zone)),
	write: asIs,
};

/** To the second, and always with an offset. */
const MOMENT = "yyyy-MM-dd'T'HH:mm:ssZZ";

/** A fraction of a second is kept where one is given. */
function momentOf(written: string, label: string, zone: string): string {
	const moment = readMoment(written, label, zone);
	return moment.toFormat(moment.millisecond === 0 ? MOMENT : "yyyy-MM-dd'T'HH:mm:ss.SSSZZ");
}

const dateTime: Shorthand = {
	example: '2026-03-28 09:30',
	read(written, { label, zone }) {
		if (PARTIAL.test(written)) return written;
		return /^\d{4}-\d{2}-\d{2}$/.test(written)
			? readDay(written, label, zone)
			: momentOf(written, label, zone);
	},
	write: asIs,
};

const instant: Shorthand = {
	example: '2026-03-28 09:30',
	read: (written, { label, zone }) => momentOf(written, label, zone),
	write: asIs,
};

const time: Shorthand = {
	example: '14:30',
	read(written, { label }) {
		const parts = /^([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d+)?)?$/.exec(written);
		if (parts) return parts[3] ? written : `${written}:00`;
		throw new FieldRefusal(
			`'${label}' is not a time of day`,
			'Write hours and minutes, e.g. 09:00 or 14:30.',
		);
	},
	write: asIs,
};

const base64Text = matching(/^[A-Za-z0-9+/]+={0,2}$/, 'SGVsbG8=', 'Base64');

const base64: Shorthand = {
	example: 'SGVsbG8=',
	read(written, reading) {
		// Groups of four (RFC 4648), perhaps broken into lines.
		const text = written.replace(/\s/g, '');
		if (text.length % 4 === 0) return base64Text.read(text, reading);
		throw new FieldRefusal(`'${reading.label}' is not Base64`, 'Write it like SGVsbG8=.');
	},
	write: asIs,
};

const uri = matching(/^\S+$/, 'https://example.org/id', 'an address');

export const primitives: Record<string, Shorthand> = {
	base64Binary: base64,
	boolean,
	canonical: uri,
	code: matching(/^\S+( \S+)*$/, 'final', 'a code'),
	date,
	dateTime,
	decimal,
	id: matching(/^[A-Za-z0-9.-]{1,64}$/, 'abc-123', 'an ID'),
	instant,
	integer: whole(-2_147_483_648),
	integer64,
	markdown: text,
	oid: matching(/^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, 'urn:oid:1.2.36.146', 'an OID'),
	positiveInt: whole(1),
	string: text,
	time,
	unsignedInt: whole(0),
	uri,
	url: uri,
	uuid: matching(
		/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
		'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
		'a UUID',
	),
	xhtml: text,
};
