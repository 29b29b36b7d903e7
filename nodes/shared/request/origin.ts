import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { FieldRefusal } from '../errors/refusal';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function parse(address: unknown): URL | undefined {
	return typeof address === 'string' && URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
}

/**
 * The base URL that a credential stands for, without a slash at its end.
 *
 * @param known base URL by value of the credential's 'environment'; any other environment means its own 'baseUrl'
 * @param label of the field that an own address is written into
 * @throws FieldRefusal when a custom address is neither https nor http on this machine, or carries a user name, query or fragment
 */
export function baseUrlOf(
	credentials: ICredentialDataDecryptedObject,
	known: Record<string, string>,
	label = 'Base URL',
): string {
	const url = parse(known[String(credentials.environment)] ?? credentials.baseUrl);
	if (!url) {
		throw new FieldRefusal(
			`'${label}' of the credential is not an address`,
			'Write it with https:// in front.',
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.includes(url.hostname))) {
		throw new FieldRefusal(
			`'${label}' of the credential is not encrypted`,
			'Use an https:// address. http:// is accepted for this machine only (localhost).',
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new FieldRefusal(
			`'${label}' of the credential contains more than an address`,
			'Leave out user name, password, ? and #.',
		);
	}
	return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** Whether two addresses share scheme, host and port, and neither carries a user name. */
export function isSameOrigin(address: string, baseUrl: string): boolean {
	const url = parse(address);
	return url !== undefined && !url.username && !url.password && url.origin === new URL(baseUrl).origin;
}

/** The host of an address for a message, or undefined when it is none. */
export const hostOf = (address: string): string | undefined => parse(address)?.host;

/**
 * For the `authenticate` of a credential: any node may use it, so the last guard stands here.
 *
 * @throws FieldRefusal when the request is not for the credential's own origin
 */
export function onlyToItsOwnOrigin(
	credentials: ICredentialDataDecryptedObject,
	known: Record<string, string>,
	{ url, uri, baseURL }: IHttpRequestOptions & { uri?: string },
): void {
	const baseUrl = baseUrlOf(credentials, known);
	// n8n's own nodes, HTTP Request among them, have the address in `uri`. Whatever is there must be right.
	const addresses = uri === undefined ? [url] : [uri, ...(url ? [url] : [])];
	for (const address of addresses) {
		const target = baseURL && URL.canParse(address, baseURL) ? new URL(address, baseURL).href : address;
		if (!isSameOrigin(target, baseUrl)) {
			throw new FieldRefusal(
				`This credential is not for ${hostOf(target) ?? 'that address'}`,
				`It is sent to ${new URL(baseUrl).host} only.`,
			);
		}
	}
}
