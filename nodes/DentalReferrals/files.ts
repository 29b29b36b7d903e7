import type { IBinaryData, IBinaryKeyData, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { ApiFailure } from '../shared/errors/apiFailure';
import { FieldRefusal } from '../shared/errors/refusal';
import { storeFile } from '../shared/files/download';
import { asciiName } from '../shared/files/names';
import type { Api } from '../shared/request/api';
import type { HttpAnswer } from '../shared/request/http';

type Node = IExecuteFunctions | IWebhookFunctions;

/**
 * Fetches one PDF of a referral with the key, from the credential's own origin only.
 *
 * @param address as a status or a webhook gives it
 * @throws ApiFailure also when something other than a file comes, such as a login page
 */
export async function fetchFile(node: Node, api: Api, address: string): Promise<IBinaryData> {
	const url = URL.canParse(address, api.baseUrl) ? new URL(address, api.baseUrl) : undefined;
	if (!url) throw new FieldRefusal("'URL' is not an address", 'Take it from the status of a referral.');
	const answer = (await api.request({ method: 'GET', path: url.href, stream: true })) as HttpAnswer;
	const type = String(answer.headers['content-type'] ?? '');
	if (/html|json/i.test(type)) {
		throw new ApiFailure('Dental Referrals did not give the file', {
			description:
				'It answered with a page instead. The file may not be there any more; get the status of the referral again.',
		});
	}
	const name = url.pathname.split('/').at(-1);
	return await storeFile(
		node,
		answer,
		asciiName(name, 'pdf', 1),
		type.split(';')[0].trim() || 'application/pdf',
	);
}

/** All PDFs of a referral, as `file_1`, `file_2` and so on. */
export async function fetchFiles(node: Node, api: Api, addresses: string[]): Promise<IBinaryKeyData> {
	const binary: IBinaryKeyData = {};
	for (const [index, address] of addresses.entries()) {
		binary[`file_${index + 1}`] = await fetchFile(node, api, address);
	}
	return binary;
}
