/* eslint-disable @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import Table from 'cli-table3';

import type { WorkflowRun } from '../host';

export interface Result {
	workflow: string;
	run?: WorkflowRun;
	/** Why it could not be run at all. */
	problem?: string;
}

/** True when the workflow ran to its end without an error. */
export function hasPassed({ run }: Result): boolean {
	return run?.status === 'success';
}

/** The table that `npm start` ends with. */
export function resultTable(results: Result[]): string {
	const table = new Table({
		head: ['Workflow', 'Steps', 'Result', 'Time'],
		colAligns: ['left', 'right', 'left', 'right'],
		colWidths: [null, null, 56, null],
		wordWrap: true,
		// Colours only where somebody looks at them.
		style: process.stdout.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] },
	});
	for (const result of results) {
		const { workflow, run } = result;
		table.push([
			workflow,
			run?.nodes.length ?? '',
			hasPassed(result) ? 'Passed' : `Failed: ${whyItFailed(result)}`,
			run ? `${(run.ms / 1000).toFixed(2)} s` : '',
		]);
	}
	return table.toString();
}

function whyItFailed({ run, problem }: Result): string {
	if (!run?.error) return problem ?? `the execution ended as "${run?.status ?? 'unknown'}"`;
	const { message, description, node } = run.error;
	return [node && `${node.name}:`, message, description].filter(Boolean).join(' ');
}
