/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { STATUS_CODES } from 'node:http';

import { Refusal } from '../shared/refusal';
import type { ErrorBody } from '../shared/types';

/**
 * As NestJS has it, which the documented 401 looks like [I]: a field that is not right is named in a list of messages,
 * and all but a 401 have the status in words too.
 */
export const errorBody: ErrorBody = (message, statusCode, field) => ({
	message: field === undefined ? message : [message],
	...(statusCode !== 401 && { error: STATUS_CODES[statusCode] }),
	statusCode,
});

export const unauthorized = () => new Refusal(401, 'Unauthorized');

/** What NestJS says of a path or a verb that it does not know. */
export const cannot = (method: string, url: string) =>
	new Refusal(404, `Cannot ${method} ${url.split('?')[0]}`);
