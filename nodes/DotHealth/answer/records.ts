import isPlainObject from 'lodash/isPlainObject';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { entriesOf } from '../../fhir/bundles';
import { toR5 } from '../../fhir/convert/toR5';
import { referencesIn } from '../../fhir/output/references';
import { FieldRefusal } from '../../shared/errors/refusal';
import { HEALTH_RECORDS } from '../api';
import { localPart } from './request';

/**
 * The records in what a person passed: one, a list, or a Bundle.
 *
 * @throws FieldRefusal for what is no record, or of a type that Dot Health does not take
 */
export function recordsIn(value: unknown): IDataObject[] {
	const entries = [value ?? []].flat().flatMap((entry) => {
		const isBundle = isPlainObject(entry) && (entry as IDataObject).resourceType === 'Bundle';
		return isBundle ? entriesOf(entry as IDataObject).map(({ resource }) => resource) : [entry];
	});
	return entries.map((entry) => {
		const record = isPlainObject(entry) ? (entry as IDataObject) : {};
		const type = record.resourceType;
		if (typeof type !== 'string' || 'reference' in record) {
			throw new FieldRefusal(
				"'Records' holds something that is not a FHIR resource",
				"Set 'Output' of the node that reads the records to 'Raw'.",
			);
		}
		if (type === 'Patient') {
			throw new FieldRefusal(
				"'Records' holds a patient",
				'Dot Health knows the patient of the request. Send the records about the patient only.',
			);
		}
		if (HEALTH_RECORDS.includes(type)) return record;
		throw new FieldRefusal(
			`Dot Health does not take records of the type ${type}`,
			`It takes: ${HEALTH_RECORDS.join(', ')}.`,
		);
	});
}

const withoutVersion = (reference: string): string => reference.replace(/\/_history\/.*$/, '');

/** A record by its type and ID. */
const NUMBERED = /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(\/_history\/.*)?$/;

/** Types that say nothing about a person by themselves and that others refer to. */
const SUPPORTING = new Set(['Medication', 'Organization', 'Practitioner']);

/**
 * Makes sure that a record is about the source patient and about nobody else.
 *
 * @param source `Patient/…` on the server that the record comes from
 * @throws FieldRefusal that names the type of the record, and nothing in it
 */
export function refuseOtherPatients(record: IDataObject, source: string): void {
	const type = String(record.resourceType);
	const patients = referencesIn(record)
		.map(withoutVersion)
		.filter((reference) => /(^|\/)Patient\//.test(reference));
	const inside = [record.contained ?? []].flat() as IDataObject[];
	if (
		patients.some((reference) => reference !== source) ||
		inside.some(({ resourceType }) => resourceType === 'Patient')
	) {
		throw new FieldRefusal(
			`A record (${type}) is about another patient than the source patient`,
			'Nothing was sent. Filter the records, so that only those of the source patient come here.',
		);
	}
	if (patients.length > 0 || SUPPORTING.has(type)) return;
	throw new FieldRefusal(
		`A record (${type}) does not say which patient it is about`,
		'Nothing was sent. A record needs a reference to the source patient.',
	);
}

/**
 * Refuses a file that lies on the other server, by its number there: at Dot Health it would be a stranger's.
 *
 * @throws FieldRefusal
 */
export function refuseFilesElsewhere(record: IDataObject): void {
	const isNumbered = (value: unknown): boolean => {
		if (Array.isArray(value)) return value.some(isNumbered);
		if (!isPlainObject(value)) return false;
		const { url, ...rest } = value as IDataObject;
		return (typeof url === 'string' && NUMBERED.test(url)) || Object.values(rest).some(isNumbered);
	};
	if (!isNumbered(record)) return;
	throw new FieldRefusal(
		`A record (${String(record.resourceType)}) names a file that lies on the server it comes from`,
		"Nothing was sent. Download the file and send it along by 'Input Binary Fields', or leave the record out.",
	);
}

export interface Places {
	/** `Patient/…` there, and here. */
	source: string;
	subject: string;
	/** `Type/ID` of all records that go along. */
	together: Set<string>;
	/** Base URL of Dot Health. */
	baseUrl: string;
}

/**
 * A record as Dot Health gets it: without the ID and the versions of the other server, and with references that mean
 * something at Dot Health. What neither goes along nor is there becomes a text or an identifier: the number of a stranger
 * must never be taken for one of theirs.
 *
 * @param version of FHIR that the record is written in
 */
export async function carriedOver(
	record: IDataObject,
	version: string,
	places: Places,
): Promise<IDataObject> {
	const current = version === 'R4' ? await toR5(record) : record;
	return rewrite(omit(current, 'id', 'meta'), places) as IDataObject;
}

function rewrite(value: unknown, places: Places): unknown {
	if (Array.isArray(value)) return value.map((entry) => rewrite(entry, places));
	if (!isPlainObject(value)) return value;
	const object = value as IDataObject;
	const inner = Object.fromEntries(
		Object.entries(object).map(([name, entry]) => [name, rewrite(entry, places)]),
	);
	return typeof object.reference === 'string'
		? referring(inner as IDataObject, object.reference, places)
		: inner;
}

function referring(
	object: IDataObject,
	reference: string,
	{ source, subject, together, baseUrl }: Places,
): IDataObject {
	const local = withoutVersion(reference);
	if (local === source) return { ...object, reference: subject };
	if (together.has(local)) return { ...object, reference: local };
	const isTheirs = reference.startsWith(`${baseUrl}/`);
	if (isTheirs || reference.startsWith('#')) return object;
	const { display, identifier, type } = object;
	const kind = /^[A-Z]\w+\//.test(localPart(reference)) ? localPart(reference).split('/')[0] : undefined;
	const said = display ?? (identifier ? undefined : `${kind ?? 'A record'} of the sender`);
	return {
		...omit(object, 'reference'),
		...(type === undefined && kind && { type: kind }),
		...(said !== undefined && { display: said }),
	};
}
