import isPlainObject from 'lodash/isPlainObject';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { pathOverridesIn } from '../shared/pathOverrides';
import type { Api } from '../shared/request/api';
import type { HttpAnswer } from '../shared/request/http';
import { dayWindows, offsetPages } from '../shared/request/paging';
import type { Page, Vendor, VendorWords } from '../shared/request/vendor';
import { ALFADOCS_BASE_URLS } from './baseUrls';

/** Times of the API carry no zone; AlfaDocs is an Italian product and means the practice's clock [I]. */
const DEFAULT_ZONE = 'Europe/Rome';

/** Luxon tokens of the API's `YYYY-MM-DD HH:mm:ss`. */
export const DATE_TIME = 'yyyy-MM-dd HH:mm:ss';

/** Most addresses lie below the archive that the key belongs to. */
export const inArchive = (path: string): string => `/practices/{practiceId}/archives/{archiveId}${path}`;

/** Patients and phone numbers: `offset` and `limit`, 100 by default in the documentation's sample. */
export const PATIENTS_ON_A_PAGE = 100;

export const patientPages = offsetPages(PATIENTS_ON_A_PAGE);

/** "The maximum datetime range is 30 days": 30 dates, first and last included, stay below it however it is counted. */
export const APPOINTMENT_DAYS = 30;

export const appointmentPages = dayWindows({
	start: 'dateStart',
	end: 'dateEnd',
	maxDays: APPOINTMENT_DAYS,
	openEnd: 'forward',
});

/** "a maximum time range of 31 days": 31 dates, first and last included. */
export const ACCOUNTING_DAYS = 31;

export const accountingPages = dayWindows({
	start: 'dateStart',
	end: 'dateEnd',
	maxDays: ACCOUNTING_DAYS,
	openEnd: 'today',
});

/** The records of any of the four envelopes that the API is seen to use: `data`, `results`, a bare list, numbered keys. */
function recordsIn(body: unknown): IDataObject[] {
	const inner = isPlainObject(body)
		? ((body as IDataObject).data ?? (body as IDataObject).results ?? body)
		: body;
	const list = Array.isArray(inner) ? inner : numbered(inner);
	if (!list) {
		throw new ApiFailure('AlfaDocs answered with a list of an unknown form', {
			description: 'Nothing was taken from it. Please report the operation you used.',
		});
	}
	return list.map((entry) => decode(onlyNumbered(entry)));
}

function numbered(value: unknown): unknown[] | undefined {
	if (!isPlainObject(value)) return undefined;
	const { status, count, ...rest } = value as IDataObject;
	void status;
	void count;
	return Object.keys(rest).every((key) => /^\d+$/.test(key)) ? Object.values(rest) : undefined;
}

/** Documents come wrapped once more: `{ "0": { … } }`. */
function onlyNumbered(entry: unknown): unknown {
	const inner = numbered(entry);
	return inner?.length === 1 ? inner[0] : entry;
}

/** Fields that come as text in some answers although they are switches or numbers. */
const SWITCHES = [
	'allDay',
	'createdThroughApi',
	'createdThroughBooking',
	'deleted',
	'documentSignatureEmailPossible',
	'emailEnabled',
	'emailReminder',
	'emailReminderPossible',
	'emailValid',
	'firstVisit',
	'isSigned',
	'smsEnabled',
	'smsReminder',
	'smsReminderPossible',
];
const NUMBERS = ['duration', 'price', 'sequenceNumber'];

/**
 * One record in one form: real switches and numbers, `dateBirth` under its written name `dateOfBirth`, and dates that do
 * not exist (`-0001-11-30` stands for none) as null.
 */
function decode(record: unknown): IDataObject {
	if (!isPlainObject(record)) return { value: record as string };
	const { dateBirth, ...rest } = record as IDataObject;
	const renamed = dateBirth === undefined ? rest : { ...rest, dateOfBirth: dateBirth };
	return Object.fromEntries(
		Object.entries(renamed).map(([name, value]) => [name, decodeValue(name, value)]),
	) as IDataObject;
}

function decodeValue(name: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.startsWith('-0001-') || value.startsWith('0000-00-00')) return null;
	if (SWITCHES.includes(name) && (value === 'true' || value === 'false')) return value === 'true';
	if (NUMBERS.includes(name) && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
	return value;
}

/** The record of `{status, data}`; `data` may be a list of one, or empty after a write that says no more than "success". */
function unwrap(body: unknown): unknown {
	if (!isPlainObject(body)) return Array.isArray(body) ? decode(body[0] ?? {}) : body;
	const { status, data, ...rest } = body as IDataObject;
	void status;
	if (data === undefined) return decode(rest);
	return Array.isArray(data) ? (data.length === 0 ? undefined : decode(data[0])) : decode(data);
}

/** An `error` text may stand in an answer of any status, beside `status: "success"` even. */
function wordsIn({ statusCode, body }: HttpAnswer): VendorWords | undefined {
	const { error, message, status } = (isPlainObject(body) ? body : {}) as IDataObject;
	const text = [error, message].find((words) => typeof words === 'string' && words.trim() !== '') as
		| string
		| undefined;
	if (statusCode >= 400) return { message: text };
	if (typeof error === 'string' && error.trim() !== '') return { message: error };
	return typeof status === 'string' && status !== 'success'
		? { message: text ?? `the answer has the status "${status}"` }
		: undefined;
}

/** Practice and archive of the key: from the credential, else asked from the API. */
async function pathValues(api: Api): Promise<IDataObject> {
	const { practiceId, archiveId } = api.credentials;
	if (practiceId && archiveId) return { practiceId, archiveId };
	const context = (await api.request({ method: 'GET', path: '/me' })) as IDataObject;
	const found = { practiceId: practiceId || context.practiceId, archiveId: archiveId || context.archiveId };
	if (!found.practiceId || !found.archiveId) {
		throw new ApiFailure('AlfaDocs did not say which practice and archive the credential belongs to', {
			description: "Enter 'Practice ID' and 'Archive ID' in the credential.",
			failure: { cause: 'configuration-invalid' },
		});
	}
	return found as IDataObject;
}

/**
 * Addresses that the credential puts in place of inferred ones, e.g. `{"/bills/{billId}/liabilities": "/bill-liabilities/{billId}"}`.
 *
 * @throws FieldRefusal when it is not such an object
 */
function pathsOf(credentials: ICredentialDataDecryptedObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(pathOverridesIn(credentials)).flatMap(([path, other]) => [
			[path, other],
			[inArchive(path), inArchive(other)],
		]),
	) as Record<string, string>;
}

export const alfaDocs: Vendor = {
	name: 'AlfaDocs',
	credentials: {
		apiKey: { type: 'alfaDocsApi', options: { preAuthenticationRetryStatusCode: [] } },
		oAuth2: { type: 'alfaDocsOAuth2Api' },
	},
	baseUrls: ALFADOCS_BASE_URLS,
	// The vendor's first-party guidance: 10 requests a second, 429 beyond. A little slower, for what the network bunches up.
	rate: { requests: 10, perMs: 1_100 },
	zoneOf: ({ timezone }) => (timezone as string) || DEFAULT_ZONE,
	pathsOf,
	pathValues,
	wordsIn,
	unwrap,
	readPage: (body): Page => ({
		records: recordsIn(body),
		total:
			isPlainObject(body) && Number.isFinite((body as IDataObject).total)
				? ((body as IDataObject).total as number)
				: undefined,
	}),
};
