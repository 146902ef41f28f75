import { __ } from '@wordpress/i18n';
import type { ComponentType } from 'react';
import { TodayTab } from './today/TodayTab';
import { pageFacts } from '../data/page-facts';
import { AnswersTab } from './answers/AnswersTab';
import { GapsTab } from './gaps/GapsTab';

export interface ImproveTab {
	name: string;
	title: string;
	Content: ComponentType;
}

/** The tabs there are, in order. A tab is a folder beside this file and one entry here. */
export function improveTabs(): ImproveTab[] {
	return [
		{ name: 'today', title: __( 'Today', 'aaia-chatbot' ), Content: TodayTab },
		{ name: 'gaps', title: __( 'Gaps', 'aaia-chatbot' ), Content: GapsTab },
		...( pageFacts().can.manage ? [ { name: 'answers', title: __( 'Corrected answers', 'aaia-chatbot' ), Content: AnswersTab } ] : [] ),
	];
}
