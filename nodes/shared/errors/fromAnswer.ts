import type { HttpAnswer, HttpMethod } from '../request/http';
import type { VendorWords } from '../request/vendor';
import { ApiFailure, type Failure } from './apiFailure';

interface Meaning {
	/** Follows the vendor's name when the vendor itself says nothing. */
	message: string;
	description: string;
	failure?: Failure;
}

const MEANINGS: Record<number, Meaning> = {
	400: { message: 'did not accept the request', description: 'Correct the value and run the node again.' },
	401: {
		message: 'did not accept the credential',
		description: 'Open the credential, enter the key or connect the account again, and use its test button.',
		failure: { cause: 'credential-invalid' },
	},
	403: {
		message: 'does not allow this with the credential',
		description:
			'The credential is valid, but not for this record or action. Check which practice it belongs to and what it is allowed to do.',
		failure: { cause: 'configuration-invalid' },
	},
	404: {
		message: 'did not find the record',
		description:
			'Check that the ID is right, that it belongs to this practice, and that the record was not deleted.',
	},
	405: {
		message: 'does not offer this at the address that was used',
		description:
			'Check the base URL in the credential, and the addresses marked as inferred in the documentation of this node.',
		failure: { cause: 'configuration-invalid' },
	},
	409: {
		message: 'has a conflict with something that is there already',
		description: 'Read the record again and look at what has changed meanwhile.',
	},
	413: { message: 'did not take that much data', description: 'Send a smaller file.' },
	422: { message: 'did not accept a value', description: 'Correct the value and run the node again.' },
	429: {
		message: 'receives too many requests',
		description: "Run the node later, send fewer items at once, or raise 'Max Wait' in the options.",
	},
};

const MOVED: Meaning = {
	message: 'sends the request on to another address',
	description: 'Check the base URL in the credential. A request that writes is not sent on.',
	failure: { cause: 'configuration-invalid' },
};

const UNAVAILABLE: Meaning = {
	message: 'is not available right now',
	description: "Run the node again later, or switch on 'Retry On Fail' in its settings.",
};

/** What a person is told when a write may have happened although no proper answer came. */
const MAY_BE_STORED =
	'The request may have been carried out all the same. Look there before you run the node again, or it may be done twice.';

/** What a person is told about an answer that is not a success. `waitMs`: how long the vendor asks to wait. */
export function failureOf(
	vendor: string,
	method: HttpMethod,
	answer: HttpAnswer,
	words: VendorWords,
	waitMs?: number,
): ApiFailure {
	const { statusCode } = answer;
	const down = statusCode >= 500;
	const moved = statusCode >= 300 && statusCode < 400;
	const meaning = down ? UNAVAILABLE : moved ? MOVED : (MEANINGS[statusCode] ?? MEANINGS[400]);
	const unclear = down && method !== 'GET' && !answer.isOfLogin;
	const resets =
		waitMs === undefined ? '' : `It asks to wait until ${new Date(Date.now() + waitMs).toISOString()}. `;
	return new ApiFailure(
		words.message ? `${vendor}: ${words.message}` : `${vendor} ${meaning.message} (${statusCode})`,
		{
			description: `${resets}${unclear ? MAY_BE_STORED : meaning.description}`,
			statusCode,
			field: words.field,
			failure: timed(statusCode, waitMs) ?? meaning.failure,
			unclear,
		},
	);
}

function timed(statusCode: number, waitMs?: number): Failure | undefined {
	const wait = waitMs === undefined ? {} : { retryAfterMs: waitMs, resetsAtEpochMs: Date.now() + waitMs };
	if (statusCode === 429) return { cause: 'rate-limited', ...wait };
	if (statusCode >= 500) return { cause: 'temporarily-unavailable', ...wait };
	return undefined;
}

/** Codes of Node.js that mean: the request never left this machine. */
const NOT_SENT: Record<string, string> = {
	ECONNREFUSED: 'refused the connection',
	ENOTFOUND: 'could not be found under its address',
	EAI_AGAIN: 'could not be found under its address',
	EHOSTUNREACH: 'could not be reached',
	ENETUNREACH: 'could not be reached',
};

/** Nothing is sent before the certificate was accepted (codes of OpenSSL as Node.js passes them on). */
const BAD_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** What a person is told when no answer came at all. */
export function failureOfConnection(vendor: string, method: HttpMethod, code: string): ApiFailure {
	if (BAD_CERTIFICATE.test(code)) {
		return new ApiFailure(`${vendor} has a certificate that this n8n does not trust`, {
			description:
				'Nothing was sent. Check the base URL in the credential. If a proxy of your network stands in between, its certificate has to be made known to n8n (NODE_EXTRA_CA_CERTS).',
			failure: { cause: 'configuration-invalid' },
		});
	}
	const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	const unclear = !(code in NOT_SENT) && method !== 'GET';
	const what =
		NOT_SENT[code] ?? (timedOut ? 'took too long to answer' : 'closed the connection before it answered');
	return new ApiFailure(`${vendor} ${what}`, {
		description: unclear
			? MAY_BE_STORED
			: code in NOT_SENT
				? 'Check the base URL in the credential and the network of this n8n.'
				: "Run the node again later, or raise 'Timeout' in the options.",
		failure: { cause: 'temporarily-unavailable' },
		unclear,
	});
}
