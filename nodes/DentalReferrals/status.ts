import type { IDataObject } from 'n8n-workflow';

import type { Api } from '../shared/request/api';
import { referralIn } from './api';

/**
 * The status of one referral.
 *
 * @returns undefined when the vendor does not know the URN: before its form is submitted, or with another practice's key
 * @throws ApiFailure
 */
export async function statusOf(api: Api, urn: string): Promise<IDataObject | undefined> {
	const answer = await api.attempt({ method: 'GET', path: '/referral_status', values: { urn } });
	if (!(answer instanceof Error)) return referralIn(api.vendor.unwrap(answer.body) as IDataObject, urn);
	if (answer.statusCode === 404) return undefined;
	throw answer;
}
