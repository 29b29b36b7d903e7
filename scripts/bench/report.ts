import Table from 'cli-table3';

import type { MemoryResult } from './memory';
import type { ThroughputResult } from './throughput';

const plain = { head: [], border: [] };
const whole = (number: number) => String(Math.round(number));

/** How much more memory n8n takes while the file passes. */
export function memoryTable({ fileMb, method, rounds }: MemoryResult): string {
	const table = new Table({
		head: ['Round', 'n8n before', 'Download', 'Upload', 'Arrived', 'Seconds'],
		colAligns: ['left', 'right', 'right', 'right', 'left', 'right'],
		style: plain,
	});
	rounds.forEach(({ before, downloadGrowth, uploadGrowth, intact, seconds }, index) =>
		table.push([
			index + 1,
			`${whole(before)} MB`,
			`+${whole(downloadGrowth)} MB`,
			`+${whole(uploadGrowth)} MB`,
			intact ? 'whole' : 'DAMAGED',
			seconds.toFixed(1),
		]),
	);
	// What n8n once took it keeps for a while, so that later rounds may look better than they are.
	const most = (growth: 'downloadGrowth' | 'uploadGrowth') =>
		whole(Math.max(...rounds.map((round) => round[growth])));
	return [
		`Memory of n8n with a file of ${fileMb} MB (peak by ${method}, less what it was before)`,
		table.toString(),
		`Most: download +${most('downloadGrowth')} MB, upload +${most('uploadGrowth')} MB`,
	].join('\n');
}

/** How fast the same requests are with our node and with n8n's own. */
export function throughputTable(results: ThroughputResult[]): string {
	const table = new Table({
		head: ['Vendor answers', 'Max Concurrency', 'Our node', 'Sockets', 'HTTP Request', 'Sockets', 'Ratio'],
		colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
		style: plain,
	});
	for (const { latencyMs, maxConcurrency, ours, http, ratio } of results) {
		table.push([
			latencyMs === 0 ? 'at once' : `after ${latencyMs} ms`,
			maxConcurrency,
			`${whole(ours.perSecond)}/s`,
			ours.sockets,
			`${whole(http.perSecond)}/s`,
			http.sockets,
			ratio.toFixed(2),
		]);
	}
	const [{ items }] = results;
	return `${items} items through 'Get Status' and through n8n's HTTP Request node (middle of the rounds; most sockets at once)\n${table.toString()}`;
}
