import type { IDataObject } from 'n8n-workflow';

import type { Resource } from '../../shared/operation/types';

export const practice: Resource = {
	value: 'practice',
	name: 'Practice',
	description: 'The dental practice (studio dentistico) itself',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get the practice',
			description: 'Retrieve the practice that the credential belongs to',
			writes: false,
			fields: [],
			// The documentation names no path parameter, other addresses of the API do: the first is tried first [I].
			run: async ({ api }) => {
				const answer = await api.attempt({ method: 'GET', path: '/practices' });
				if (!(answer instanceof Error)) return [{ json: api.vendor.unwrap(answer.body) as IDataObject }];
				if (answer.statusCode !== 404 && answer.statusCode !== 405) throw answer;
				return [
					{ json: (await api.request({ method: 'GET', path: '/practices/{practiceId}' })) as IDataObject },
				];
			},
		},
	],
};
