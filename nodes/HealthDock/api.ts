import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import type { HttpAnswer } from '../shared/request/http';
import type { Quota } from '../shared/request/limiter';
import { dayByDay, numberedPages } from '../shared/request/paging';
import type { Page, Vendor, VendorWords } from '../shared/request/vendor';
import { HEALTHDOCK_BASE_URLS } from './baseUrls';

/** "Results per page (max: 100)". */
const PAGE_SIZE = 100;

export const patientPages = numberedPages(PAGE_SIZE, 'patient_id');

/** The API filters by one day; that this list has pages is inferred from the list of patients [I]. */
export const appointmentPages = dayByDay(
	{ day: 'date', lastDay: 'dateEnd' },
	numberedPages(PAGE_SIZE, 'appointment_id'),
);

const objectIn = (value: unknown): IDataObject => (isPlainObject(value) ? (value as IDataObject) : {});

/** A record with its ID under the name that webhooks use, should it come as `id`. */
function named(record: IDataObject): IDataObject {
	const idName = 'date_time' in record ? 'appointment_id' : 'patient_id';
	if (record.id === undefined || record[idName] !== undefined) return record;
	const { id, ...rest } = record;
	return { [idName]: id, ...rest };
}

/** What `{ success, data }` holds; only the envelope of patients is documented, so an answer without one is taken too. */
const contentOf = (body: unknown): unknown => {
	const envelope = objectIn(body);
	return 'success' in envelope ? envelope.data : body;
};

function unwrap(body: unknown): unknown {
	const content = contentOf(body);
	return isPlainObject(content) ? named(content as IDataObject) : content;
}

/** Records by the name of what they are, as a list, or bare. */
function readPage(body: unknown): Page {
	const content = contentOf(body);
	const { patients, appointments, pagination } = objectIn(content);
	const records = [content, patients, appointments].find(Array.isArray) as IDataObject[] | undefined;
	if (!records) {
		throw new ApiFailure('HealthDock answered with a list of an unknown form', {
			description: 'Nothing was taken from it. Please report the operation you used.',
		});
	}
	const { total_pages: pages } = objectIn(pagination);
	return { records: records.map(named), ...(typeof pages === 'number' && { pages }) };
}

/** `{ success: false, error: { code, message, details: { field, issue } } }`, whatever the status. */
function wordsIn({ statusCode, body }: HttpAnswer): VendorWords | undefined {
	const { success, error } = objectIn(body);
	if (statusCode < 400 && success !== false) return undefined;
	const { message, details } = objectIn(error);
	const { field, issue } = objectIn(details);
	const said = [message, issue].filter((words) => typeof words === 'string' && words !== '').join(': ');
	return { message: said || undefined, field: typeof field === 'string' ? field : undefined };
}

/**
 * `X-RateLimit-*`: the sample shows epoch seconds; milliseconds and seconds from now are told apart by their size [I].
 */
function quotaIn({ headers }: HttpAnswer): Quota | undefined {
	const remaining = Number(headers['x-ratelimit-remaining'] ?? NaN);
	const reset = Number(headers['x-ratelimit-reset'] ?? NaN);
	if (!Number.isFinite(remaining) || !Number.isFinite(reset)) return undefined;
	const resetsAt = reset > 1e12 ? reset : reset < 1e6 ? Date.now() + reset * 1000 : reset * 1000;
	return { remaining, resetsAt };
}

export const healthDock: Vendor = {
	name: 'HealthDock',
	credentials: {
		apiKey: { type: 'healthDockApi', options: { preAuthenticationRetryStatusCode: [] } },
		oAuth2: { type: 'healthDockOAuth2Api' },
	},
	baseUrls: HEALTHDOCK_BASE_URLS,
	quotaIn,
	wordsIn,
	unwrap,
	readPage,
};
