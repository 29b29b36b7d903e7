import { DateTime } from 'luxon';

import { isPrimitive, readMany, readOne, shorthandOf, write } from '../../nodes/fhir/shorthand';
import { reading } from '../support/fhirCells';
import { refusalOf } from '../support/refusals';

const rome = reading('R4', { label: 'Start', zone: 'Europe/Rome' });

describe('what is read', () => {
	test.each<[string, unknown, unknown]>([
		['boolean', true, true],
		['boolean', 'TRUE', true],
		['boolean', ' false ', false],
		['integer', '-12', -12],
		['integer', 7, 7],
		['positiveInt', '1', 1],
		['unsignedInt', '0', 0],
		['integer64', '9007199254740993', '9007199254740993'],
		['decimal', '23.50', 23.5],
		['decimal', '-0.001', -0.001],
		['decimal', '1.5e-7', 1.5e-7],
		['string', '  Rossi  ', 'Rossi'],
		['string', 42, '42'],
		['string', '[sic] {x', '[sic] {x'],
		['string', '{"a": 1}', '{"a": 1}'],
		['code', 'final', 'final'],
		['code', '[lb_av]', '[lb_av]'],
		['id', 'a-1.B', 'a-1.B'],
		['uri', 'urn:oid:1.2.3', 'urn:oid:1.2.3'],
		['url', 'https://example.org/a?b=1,2', 'https://example.org/a?b=1,2'],
		['canonical', 'http://example.org/q|1.0', 'http://example.org/q|1.0'],
		['oid', 'urn:oid:1.2.36.146', 'urn:oid:1.2.36.146'],
		[
			'uuid',
			'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
			'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
		],
		['base64Binary', 'SGVs\nbG8=', 'SGVsbG8='],
		['markdown', '**a**', '**a**'],
		['date', '1980', '1980'],
		['date', '1980-05', '1980-05'],
		['date', '1980-05-31', '1980-05-31'],
		// A date picker gives midnight without an offset.
		['date', '1980-05-31T00:00:00', '1980-05-31'],
		// With an offset it is the day that it is then in the zone.
		['date', '1980-05-31T23:30:00Z', '1980-06-01'],
		['date', DateTime.fromISO('2026-03-28T23:30:00', { zone: 'Europe/Rome' }), '2026-03-28'],
		['dateTime', '2026', '2026'],
		['dateTime', '2026-03-28', '2026-03-28'],
		['dateTime', '2026-03-28 09:30', '2026-03-28T09:30:00+01:00'],
		['dateTime', '2026-07-01T09:30:15', '2026-07-01T09:30:15+02:00'],
		['dateTime', '2026-03-28T09:30:00.250Z', '2026-03-28T10:30:00.250+01:00'],
		['dateTime', new Date('2026-03-28T08:30:00Z'), '2026-03-28T09:30:00+01:00'],
		['instant', '2026-03-28', '2026-03-28T00:00:00+01:00'],
		['instant', '2026-03-28 09:30', '2026-03-28T09:30:00+01:00'],
		['time', '14:30', '14:30:00'],
		['time', '14:30:05.5', '14:30:05.5'],
	])('%s %p', (type, written, expected) => {
		expect(readOne(type, written, rome)).toEqual(expected);
	});
});

/** What stands in for something of a patient must not come back in a message. */
describe('what is refused, by the label and without the value', () => {
	test.each<[string, unknown, string]>([
		['boolean', 'zebedee', "'Start' is neither true nor false"],
		['boolean', '1', "'Start' is neither true nor false"],
		['integer', '1.5', "'Start' is not a whole number"],
		['integer', '12a', "'Start' is not a whole number"],
		['integer', '2147483648', "'Start' is not a whole number"],
		['positiveInt', '0', "'Start' is not a whole number of 1 or more"],
		['unsignedInt', '-1', "'Start' is not a whole number of 0 or more"],
		['integer64', '1.5', "'Start' is not a whole number"],
		['decimal', '1,5', "'Start' is not a number"],
		['decimal', '1e999', "'Start' is not a number"],
		['decimal', 'NaN', "'Start' is not a number"],
		['decimal', Infinity, "'Start' is not a number"],
		['code', 'two  spaces', "'Start' is not a code"],
		['id', 'zebedee_1', "'Start' is not an ID"],
		['id', 'a'.repeat(65), "'Start' is not an ID"],
		['uri', 'zebedee street', "'Start' is not an address"],
		['oid', '1.2.3', "'Start' is not an OID"],
		['uuid', 'c757873d', "'Start' is not a UUID"],
		['base64Binary', 'zebedee!', "'Start' is not Base64"],
		['base64Binary', 'SGVsbG8', "'Start' is not Base64"],
		['date', '01/02/2020', "'Start' could be read as day/month or as month/day"],
		['date', '2026-02-30', "'Start' is a day that does not exist"],
		['date', '2026-13', "'Start' is not a date that can be read"],
		['date', 'zebedee', "'Start' is not a date that can be read"],
		['dateTime', '2026-03-29 02:30', "'Start' is a time that the clocks skip on that day in Europe/Rome"],
		['dateTime', '2026-03-28 25:00', "'Start' is a date or time that does not exist"],
		['instant', '2026', "'Start' is not a date that can be read"],
		['time', '24:00', "'Start' is not a time of day"],
		['time', '9:30', "'Start' is not a time of day"],
		['date', new Date('zebedee'), "'Start' is a date or time that does not exist"],
		['string', DateTime.invalid('zebedee'), "'Start' is a date or time that does not exist"],
		['string', { zebedee: 1 }, "'Start' is an object"],
		['date', ['1980-05-31'], "'Start' holds a list where one value belongs"],
	])('%s %p', (type, written, message) => {
		const { message: said, description } = refusalOf(() => readOne(type, written, rome));
		expect(said).toBe(message);
		expect(description).toBeTruthy();
		expect(`${said} ${description}`.toLowerCase()).not.toContain('zebedee');
	});
});

describe('several values in one cell', () => {
	test.each<[string, unknown, unknown[]]>([
		['string', 'Mario, Luca', ['Mario, Luca']],
		['string', ['Mario', 'Luca'], ['Mario', 'Luca']],
		['string', '["Mario","Luca"]', ['Mario', 'Luca']],
		['string', '[sic] Mario', ['[sic] Mario']],
		['string', ['Mario', '', null, ' '], ['Mario']],
		['string', [], []],
		['code', 'sun, mon', ['sun', 'mon']],
		['date', '2026-01-01,2026-01-02', ['2026-01-01', '2026-01-02']],
		['positiveInt', '1, 2', [1, 2]],
		['positiveInt', 3, [3]],
		['integer', [1, '2'], [1, 2]],
	])('%s %p', (type, written, expected) => {
		expect(readMany(type, written, rome)).toEqual(expected);
	});

	test('one that cannot be meant is refused', () => {
		expect(refusalOf(() => readMany('positiveInt', [1, 'x'], rome)).message).toBe(
			"'Start' is not a whole number of 1 or more",
		);
		expect(refusalOf(() => readMany('string', [['a']], rome)).message).toBe(
			"'Start' holds a list where one value belongs",
		);
	});
});

test('nothing is written for nothing', () => {
	expect(write('string', undefined)).toBeUndefined();
	expect(write('string', null)).toBeUndefined();
	expect(write('Timing', { event: ['2026'] })).toBeUndefined();
});

test('a type without a shorthand takes JSON only, and says which type it is', () => {
	expect(shorthandOf('Timing')).toBeUndefined();
	expect(isPrimitive('Timing')).toBe(false);
	const refusal = refusalOf(() => readOne('Timing', 'every day', rome));
	expect(refusal.message).toBe("'Start' needs JSON");
	expect(refusal.description).toContain('Timing');
	expect(readOne('Timing', '{"event":["2026-03-28"]}', rome)).toEqual({ event: ['2026-03-28'] });
	expect(refusalOf(() => readOne('Timing', '{"event":', rome)).message).toBe("'Start' is not valid JSON");
});
