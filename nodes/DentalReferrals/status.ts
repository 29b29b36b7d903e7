import type { IDataObject } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import type { Api } from '../shared/request/api';
import { referralIn } from './api';

/** The vendor refuses a foreign URN as it refuses a wrong key; the address that checks the key tells the two apart. */
async function refused(api: Api, failure: ApiFailure): Promise<ApiFailure> {
	const check = await api.attempt({ method: 'GET', path: '/' });
	if (check instanceof Error) return failure;
	return new ApiFailure('Dental Referrals does not show this referral to this key', {
		description:
			'The URN belongs to another practice. Use the credential of the practice that made the referral.',
		statusCode: failure.statusCode,
		failure: { cause: 'configuration-invalid' },
	});
}

/**
 * The status of one referral.
 *
 * @returns undefined when the vendor does not know the URN, as before its form is submitted
 * @throws ApiFailure
 */
export async function statusOf(api: Api, urn: string): Promise<IDataObject | undefined> {
	const answer = await api.attempt({ method: 'GET', path: '/referral_status', values: { urn } });
	if (!(answer instanceof Error)) return referralIn(api.vendor.unwrap(answer.body) as IDataObject, urn);
	if (answer.statusCode === 404) return undefined;
	throw answer.statusCode === 401 ? await refused(api, answer) : answer;
}
