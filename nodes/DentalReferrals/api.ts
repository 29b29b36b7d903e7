import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import type { HttpAnswer } from '../shared/request/http';
import type { Page, Vendor, VendorWords } from '../shared/request/vendor';
import { DENTAL_REFERRALS_BASE_URLS } from './baseUrls';

const objectIn = (value: unknown): IDataObject => (isPlainObject(value) ? (value as IDataObject) : {});

/** `{ status: "error", message }`, whatever the status of the answer. */
function wordsIn({ statusCode, body }: HttpAnswer): VendorWords | undefined {
	const { status, message } = objectIn(body);
	if (statusCode < 400 && status !== 'error') return undefined;
	return { message: typeof message === 'string' && message !== '' ? message : undefined };
}

/** What stands beside `status`. */
function unwrap(body: unknown): unknown {
	if (!isPlainObject(body)) return body;
	const { status, ...record } = body as IDataObject;
	void status;
	return record;
}

/**
 * One referral in one form. The documentation's table says `referral_name`, its samples `referrer_name`; the answer for
 * one referral leaves its URN out.
 */
export function referralIn(record: IDataObject, urn?: unknown): IDataObject {
	const {
		referral_urn: own,
		referrer_name: referrer,
		referral_name: name,
		referral_files: files,
		...rest
	} = record;
	return {
		referral_urn: own ?? urn,
		...rest,
		referrer_name: referrer ?? name ?? null,
		referral_files: Array.isArray(files) ? files : [],
	} as IDataObject;
}

/** Form types come as a bare list of names, referrals as `referral_data`. */
function readPage(body: unknown): Page {
	const list = Array.isArray(body) ? body : objectIn(body).referral_data;
	if (!Array.isArray(list)) {
		throw new ApiFailure('Dental Referrals answered with a list of an unknown form', {
			description: 'Nothing was taken from it. Please report the operation you used.',
		});
	}
	return {
		records: list.map((entry) =>
			isPlainObject(entry) ? referralIn(entry as IDataObject) : { form_type: String(entry) },
		),
	};
}

export const dentalReferrals: Vendor = {
	name: 'Dental Referrals',
	credentials: { apiKey: { type: 'dentalReferralsApi', options: { preAuthenticationRetryStatusCode: [] } } },
	baseUrls: DENTAL_REFERRALS_BASE_URLS,
	bodyFormat: 'form',
	// A link that signs a browser in once, and a PTGUID, which is Base64 and may hold the key.
	secretPatterns: [/\S*\/prepared_forms\/\S*/g, /[A-Za-z0-9+/]{20,}={0,2}/g],
	wordsIn,
	unwrap,
	readPage,
};
