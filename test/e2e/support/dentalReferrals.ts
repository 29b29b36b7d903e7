import type { Credential, N8nClient, Workflow, WorkflowRun } from '../../../scripts/host';
import { chain } from '../../../scripts/host';
import { packed } from './n8n';
import type { Sandbox } from './sandbox';

export function dentalReferralsCredential({ dentalReferrals }: Sandbox, name: string): Credential {
	return {
		name,
		type: 'dentalReferralsApi',
		data: {
			environment: 'custom',
			baseUrl: dentalReferrals.baseUrl,
			apiKey: dentalReferrals.credentials.apiKey,
		},
	};
}

/** Prepares a referral, waits for its PDFs and goes on to a last step. */
export function referAndWait(name: string, credential: Credential): Workflow {
	const node = (title: string, operation: string, parameters: object) => ({
		name: title,
		type: `${packed().name}.dentalReferrals`,
		typeVersion: 1,
		parameters: { resource: 'referral', operation, ...parameters },
		credentials: { [credential.type]: { name: credential.name } },
	});
	return chain(name, [
		node('Prepare', 'prepare', {
			form_type: { __rl: true, mode: 'id', value: 'AdultRestorativeForm' },
			patient_dob: '1989-10-11',
			patient: { patient_first_name: 'Olivia', patient_last_name: 'Harris', patient_identifier: '1001' },
			options: { resumeOnFiles: true },
		}),
		node('Wait', 'waitForFiles', { urn: { __rl: true, mode: 'id', value: '={{ $json.urn }}' } }),
		{ name: 'Last', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	]);
}

/** An execution that sleeps, and what the vendor was told of it. */
export interface Waiting {
	run: WorkflowRun;
	urn: string;
	/** The address that the vendor is to call, with its token. */
	callback: URL;
}

/**
 * Runs the workflow up to where it sleeps.
 *
 * @param prepare name of the step that prepares the referral
 */
export async function startWaiting(
	n8n: N8nClient,
	sandbox: Sandbox,
	workflow: Workflow,
	prepare = 'Prepare',
): Promise<Waiting> {
	const run = await n8n.runWorkflow(workflow);
	const urn = String(itemsOf(run, prepare)[0]?.json.urn);
	const form = sandbox.dentalReferrals.referrals.find((referral) => referral.urn === urn);
	if (run.status !== 'waiting' || !form) throw new Error(`It does not wait: ${JSON.stringify(run)}`);
	return { run, urn, callback: new URL(form.fields.files_ready_webhook_url) };
}

/** The items of a step that ran once. */
export function itemsOf(run: WorkflowRun, step: string): WorkflowRun['nodes'][number]['items'] {
	const runs = run.nodes.filter(({ name }) => name === step);
	if (runs.length > 1) throw new Error(`"${step}" ran ${runs.length} times`);
	return runs[0]?.items ?? [];
}

/** A call as anybody could send it, with JSON unless told. */
export async function call(url: URL | string, body: unknown, type = 'application/json'): Promise<number> {
	const { status } = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': type },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return status;
}
