/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import omit from 'lodash/omit';

import { demandType } from '../shared/body';
import { readMultipart } from '../shared/multipart';
import { text } from '../shared/query';
import { fieldRefusal, Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import type { Assistant, AssistantDetails, AssistantFile } from './records';
import { route, siteOf, type Call, type Route } from './route';

export const UPLOAD_TYPE = 'multipart/form-data';

const filled = { type: 'string', minLength: 1 };

const checkAssistant = checker<AssistantDetails>({
	type: 'object',
	additionalProperties: false,
	required: ['siteId'],
	properties: {
		siteId: { type: 'integer', minimum: 1 },
		assistantName: filled,
		assistantInstructions: filled,
	},
});

/** The documentation's sample of an update has the id in the body, too. */
const checkUpdate = checker<AssistantDetails & { id?: number }>({
	type: 'object',
	additionalProperties: false,
	required: ['siteId'],
	properties: {
		id: { type: 'integer', minimum: 1 },
		siteId: { type: 'integer', minimum: 1 },
		assistantName: filled,
		assistantInstructions: filled,
	},
});

function checkedFor(call: Call & { body: AssistantDetails }): AssistantDetails {
	const { id } = siteOf(call);
	if (call.body.siteId !== id) throw fieldRefusal(400, 'siteId', 'siteId must be the one in the path');
	return call.body;
}

const at = ({ world }: Call, siteId: number): Assistant[] =>
	world.tables.assistants.filter((assistant) => assistant.siteId === siteId);

function assistantOf(call: Call): Assistant {
	const found = at(call, siteOf(call).id).find(({ id }) => String(id) === call.param('siteAssistantId'));
	if (!found) throw new Refusal(404, 'Site assistant not found');
	return found;
}

const shownFile = (file: AssistantFile) => omit(file, 'sha256');

const shown = (assistant: Assistant) => ({ ...assistant, files: assistant.files.map(shownFile) });

const ONE = '/site/:siteId/assistant/:siteAssistantId';

/** The name of the part that holds the file is not documented [I]. */
async function readFile(call: Call, description: string | undefined): Promise<AssistantFile> {
	const { request, world } = call;
	demandType(request, UPLOAD_TYPE);
	if (!(request.body instanceof Readable)) throw new Refusal(400, 'file is required');
	const hash = createHash('sha256');
	const files: Array<{ name: string; contentType: string; size: number }> = [];
	await readMultipart(request.headers['content-type'], request.body, ({ name, filename, contentType }) => {
		if (name !== 'file' || !filename) throw fieldRefusal(400, name, `${name} is not a known part`);
		const file = { name: filename, contentType: contentType ?? 'application/octet-stream', size: 0 };
		files.push(file);
		return (bytes) => {
			file.size += bytes.length;
			hash.update(bytes);
		};
	});
	if (files.length !== 1) throw fieldRefusal(400, 'file', 'file must be given once');
	return { id: world.newId(), ...files[0], description: description ?? null, sha256: hash.digest('hex') };
}

export const assistantRoutes: Route[] = [
	route('GET', '/site/:siteId/assistant', {
		handle: (call) => at(call, siteOf(call).id).map(shown),
	}),
	route('POST', '/site/:siteId/assistant', {
		body: checkAssistant,
		handle(call) {
			const details = checkedFor(call);
			call.reply.code(201);
			return shown(call.world.add('assistants', { ...details, files: [] }));
		},
	}),
	route('GET', ONE, { handle: (call) => shown(assistantOf(call)) }),
	route('PUT', ONE, {
		body: checkUpdate,
		handle(call) {
			const assistant = assistantOf(call);
			if (call.body.id !== undefined && call.body.id !== assistant.id) {
				throw fieldRefusal(400, 'id', 'id must be the one in the path');
			}
			return shown(Object.assign(assistant, checkedFor(call), { updatedAt: new Date().toISOString() }));
		},
	}),
	route('DELETE', ONE, {
		handle(call) {
			const gone = assistantOf(call);
			const { tables } = call.world;
			tables.assistants = tables.assistants.filter((assistant) => assistant !== gone);
		},
	}),
	route('POST', `${ONE}/files`, {
		query: { description: text },
		async handle(call) {
			const assistant = assistantOf(call);
			const file = await readFile(call, call.query.description);
			assistant.files.push(file);
			call.reply.code(201);
			return shownFile(file);
		},
	}),
];
