import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { onlyToItsOwnOrigin } from './request/origin';

/** Base URL by value of 'environment'; 'custom' stands for an address of the person's own. */
export type BaseUrls = { production: string; staging?: string };

/** 'Environment' and, for a custom one, 'Base URL', as every credential has them. */
export function environmentProperties(baseUrls: BaseUrls): INodeProperties[] {
	const staging = {
		name: 'Staging',
		value: 'staging',
		description: 'For development; it has keys of its own',
	};
	const environments: INodePropertyOptions[] = [
		{ name: 'Production', value: 'production' },
		...(baseUrls.staging ? [staging] : []),
		{ name: 'Custom', value: 'custom', description: 'Another address, e.g. a test server' },
	];
	const baseUrl: INodeProperties = {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		placeholder: `e.g. ${baseUrls.production}`,
		description: 'Must be an https:// address; http:// is accepted for this machine only',
		displayOptions: { show: { environment: ['custom'] } },
	};
	baseUrl.default = baseUrls.production;
	return [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: environments,
			default: 'production',
		},
		baseUrl,
	];
}

/** The base URL of a credential as an expression, for its test button. `object`: `$credentials` or `$self`. */
export function baseUrlExpression(
	{ production, staging = production }: BaseUrls,
	object = '$credentials',
): string {
	const custom = `${object}["baseUrl"].replace(/\\/+$/, "")`;
	const known = `(${object}["environment"] === "staging" ? "${staging}" : "${production}")`;
	return `(${object}["environment"] === "custom" ? ${custom} : ${known})`;
}

/** n8n's own nodes send requests with these names. */
const NO_REDIRECTS = { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false };

/**
 * An `authenticate` that adds headers. The credential leaves for its own origin only, also when another node (such as
 * HTTP Request) uses it: the address is checked, and redirects are not followed, because the headers would go along.
 */
export const authenticateBy =
	(
		baseUrls: BaseUrls,
		headers: (credentials: ICredentialDataDecryptedObject) => IDataObject,
	): IAuthenticate =>
	async (credentials, request) => {
		onlyToItsOwnOrigin(credentials, baseUrls, request);
		return { ...request, ...NO_REDIRECTS, headers: { ...request.headers, ...headers(credentials) } };
	};

/** The choice between the two kinds of credential of a node. */
export const authenticationChoice = (
	own: string,
	oAuth2: string,
	ownKind = { name: 'API Key', value: 'apiKey' },
): INodeProperties => {
	const kinds: INodePropertyOptions[] = [
		{ ...ownKind, description: own },
		{ name: 'OAuth2', value: 'oAuth2', description: oAuth2 },
	];
	const property: INodeProperties = {
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: kinds,
		default: '',
	};
	property.default = ownKind.value;
	return property;
};
