import { __, _x } from '@wordpress/i18n';
import type { ComponentType } from 'react';
import { AlertsTab } from './alerts/AlertsTab';
import { AssistantTab } from './assistant/AssistantTab';
import { KnowledgeTab } from './knowledge/KnowledgeTab';
import { StatusTab } from './status/StatusTab';
import { TeamTab } from './team/TeamTab';
import { WidgetTab } from './widget/WidgetTab';

export interface SettingsTab {
	name: string;
	title: string;
	/** Settings with a field in the tab's folder: where a value was refused, the tab is opened and says so. */
	settings: readonly string[];
	Content: ComponentType;
}

/** The tabs there are, in order. A tab is a folder beside this file and one entry here. */
export function settingsTabs(): SettingsTab[] {
	return [
		{
			name: 'assistant',
			title: __( 'Assistant', 'aaia-chatbot' ),
			settings: [
				'widget_enabled',
				'provider',
				'base_url',
				'api_key',
				'model',
				'allowed_local_hosts',
				'grounding_action',
				'turns_at_once',
				'followers_at_once',
				'price_currency',
				'model_prices',
				'cost_cap_day',
				'cost_cap_month',
				'token_cap_day',
				'token_cap_month',
				'token_cap_visitor',
				'system_instructions',
				'tools_enabled',
				'support_email',
				'support_approval',
				'alert_ip',
			],
			Content: AssistantTab,
		},
		{
			name: 'knowledge',
			title: __( 'Knowledge', 'aaia-chatbot' ),
			settings: [
				'knowledge_post_types',
				'knowledge_files',
				'knowledge_check_links',
				'knowledge_version_days',
				'embeddings_server',
				'embeddings_base_url',
				'embeddings_api_key',
				'embeddings_model',
				'embeddings_dimensions',
				'embeddings_daily_tokens',
			],
			Content: KnowledgeTab,
		},
		{
			name: 'alerts',
			title: __( 'Alerts', 'aaia-chatbot' ),
			settings: [
				'digest',
				'digest_hour',
				'digest_days',
				'digest_recipients',
				'digest_when_quiet',
				'office_hours',
				'office_holidays',
				'answer_within_hours',
				'visitor_reply_mails',
				'visitor_reply_minutes',
				'visitor_reply_to',
				'hand_back_hours',
				'auto_resolve_hours',
				'archive_resolved_days',
				'acknowledge_mail',
				'push_words',
				'alert_masks',
				'alert_html',
				'alert_log_days',
			],
			Content: AlertsTab,
		},
		{
			name: 'widget',
			title: __( 'Widget', 'aaia-chatbot' ),
			settings: [
				'widget_title',
				'widget_greeting',
				'widget_notice',
				'widget_suggestions',
				'widget_translations',
				'widget_ratings',
				'widget_color',
				'widget_position',
				'widget_scheme',
				'widget_picture',
				'widget_assistant_name',
				'widget_icon',
				'widget_launcher_text',
				'widget_launcher_translations',
				'widget_offset_x',
				'widget_offset_y',
				'widget_size',
				'widget_audience',
				'widget_devices',
				'widget_hide_on',
				'widget_contact',
				'attachments_staff',
				'attachments_visitors',
				'attachments_max_mb',
				'attachments_total_mb',
				'consent_required',
				'consent_text',
				'privacy_url',
				'chat_on_closed_site',
				'allowed_origins',
				'trusted_proxies',
				'delete_on_uninstall',
			],
			Content: WidgetTab,
		},
		{ name: 'team', title: _x( 'Team', 'settings', 'aaia-chatbot' ), settings: [], Content: TeamTab },
		{ name: 'status', title: _x( 'Status', 'settings', 'aaia-chatbot' ), settings: [ 'log_level', 'log_days' ], Content: StatusTab },
	];
}
