import type { IAdditionalCredentialOptions, ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Api } from './api';
import type { HttpAnswer } from './http';
import type { Quota, Rate } from './limiter';

/** One page of a list. */
export interface Page {
	records: IDataObject[];
	/** How many records the whole list has, where the vendor says so. */
	total?: number;
	/** How many pages the whole list has, where the vendor says so. */
	pages?: number;
}

/** What a vendor says in an answer that is not a success. */
export interface VendorWords {
	message?: string;
	/** The vendor's name of the field that it does not accept. */
	field?: string;
}

export interface CredentialKind {
	/** Name of the credential type. */
	type: string;
	/** Passed on to n8n with every request; key credentials set `preAuthenticationRetryStatusCode: []`, else n8n sends a refused request twice. */
	options?: IAdditionalCredentialOptions;
}

/** Everything that is particular to one vendor's API. */
export interface Vendor {
	/** As it stands in messages. */
	name: string;
	/** By value of the node's 'authentication' parameter; a node without that parameter has one kind. */
	credentials: Record<string, CredentialKind>;
	/** Base URL by value of the credential's 'environment'. */
	baseUrls: Record<string, string>;
	/** How fields are sent that go into a body; JSON unless said otherwise. */
	bodyFormat?: 'json' | 'form';
	rate?: Rate;
	/** What an answer says is left of the vendor's limit. */
	quotaIn?(answer: HttpAnswer): Quota | undefined;
	/** The zone that times without an offset are in; the workflow's own when the vendor has none. */
	zoneOf?(credentials: ICredentialDataDecryptedObject): string;
	/** Templates that stand in for those of the operations, for addresses that the vendor does not document. */
	pathsOf?(credentials: ICredentialDataDecryptedObject): Record<string, string>;
	/** Values for path templates that are no field of the operation; asked once a run. */
	pathValues?(api: Api): Promise<IDataObject>;
	/** What the vendor says is wrong, or undefined for a success. Gets answers of every status. */
	wordsIn(answer: HttpAnswer): VendorWords | undefined;
	/** What may stand in no message although it is no part of the credential, such as links that sign somebody in. */
	secretPatterns?: RegExp[];
	/** Takes a record out of its envelope. */
	unwrap(body: unknown): unknown;
	/** Takes the records of a page out of their envelope. */
	readPage(body: unknown): Page;
}
