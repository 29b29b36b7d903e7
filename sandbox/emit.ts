/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { parseArgs } from 'node:util';

import set from 'lodash/set';

import { CONTROL_PREFIX } from './shared/control';
import { USUAL_PORTS } from './ports';

/** `count=3 data.first_name=Asha` as an object; values are JSON where they can be read as such, else text. */
function fieldsOf(pairs: string[]): object {
	const fields = {};
	for (const pair of pairs) {
		const [, name, value] = /^([\w.]+)=(.*)$/s.exec(pair) ?? [];
		if (name === undefined) throw new Error(`"${pair}" must be written like name=value`);
		set(fields, name, valueOf(value));
	}
	return fields;
}

function valueOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

async function ask(url: URL, body?: object): Promise<unknown> {
	const response = await fetch(
		url,
		body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
	).catch(async () =>
		Promise.reject(
			new Error(
				`No sandbox answers at ${url.origin}. Start one (npm start), or say where it is: --at http://127.0.0.1:PORT`,
			),
		),
	);
	const text = await response.text();
	if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${text}`);
	return JSON.parse(text) as unknown;
}

/**
 * Makes something happen at a vendor of a sandbox that runs: the control action of that name, or the event of that name
 * where the vendor can emit events.
 *
 * @param args `<vendor> [event] [name=value …] [--at origin]`
 * @returns what the sandbox says of it; without an event, the names of the vendor's actions
 */
export async function emit(args: string[]): Promise<unknown> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { at: { type: 'string' } },
	});
	const [vendor = '', event, ...pairs] = positionals;
	if (!(vendor in USUAL_PORTS)) throw new Error(`The vendors are ${Object.keys(USUAL_PORTS).join(', ')}`);
	const origin = values.at ?? `http://127.0.0.1:${USUAL_PORTS[vendor]}`;
	const control = (name: string) => new URL(CONTROL_PREFIX + name, origin);

	const actions = (await ask(control('actions'))) as string[];
	const fields = fieldsOf(pairs);
	if (event === undefined) return actions;
	if (actions.includes(event)) return await ask(control(event), fields);
	if (actions.includes('emit')) return await ask(control('emit'), { event, ...fields });
	throw new Error(`${vendor} has ${actions.join(', ')}`);
}
