<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Inbox\Rest\ChangeConversation;
use Aaia\Chatbot\Inbox\Rest\DeleteConversation;
use Aaia\Chatbot\Inbox\Rest\ExportMetrics;
use Aaia\Chatbot\Inbox\Rest\ListConversations;
use Aaia\Chatbot\Inbox\Rest\ListMessages;
use Aaia\Chatbot\Inbox\Rest\ListReports;
use Aaia\Chatbot\Inbox\Rest\ListSimilar;
use Aaia\Chatbot\Inbox\Rest\ListUpdates;
use Aaia\Chatbot\Inbox\Rest\MarkRead;
use Aaia\Chatbot\Inbox\Rest\NoteTyping;
use Aaia\Chatbot\Inbox\Rest\RecomputeMetrics;
use Aaia\Chatbot\Inbox\Rest\Release;
use Aaia\Chatbot\Inbox\Rest\RepeatRetrieval;
use Aaia\Chatbot\Inbox\Rest\SendMessage;
use Aaia\Chatbot\Inbox\Rest\SetRating;
use Aaia\Chatbot\Inbox\Rest\SetSatisfaction;
use Aaia\Chatbot\Inbox\Rest\SettleReport;
use Aaia\Chatbot\Inbox\Rest\ShowConversation;
use Aaia\Chatbot\Inbox\Rest\ShowMetrics;
use Aaia\Chatbot\Inbox\Rest\ShowPrompt;
use Aaia\Chatbot\Inbox\Rest\SignOutVisitor;
use Aaia\Chatbot\Inbox\Rest\TakeOver;

/** What staff work with. */
final class InboxModule {

	public const CONTROLLERS = [
		ListConversations::class,
		ShowConversation::class,
		ChangeConversation::class,
		DeleteConversation::class,
		ListMessages::class,
		SendMessage::class,
		TakeOver::class,
		Release::class,
		SignOutVisitor::class,
		MarkRead::class,
		NoteTyping::class,
		SetRating::class,
		ShowMetrics::class,
		RecomputeMetrics::class,
		ShowPrompt::class,
		RepeatRetrieval::class,
		ListSimilar::class,
		ExportMetrics::class,
		ListReports::class,
		SettleReport::class,
		SetSatisfaction::class,
		ListUpdates::class,
	];

	public const JOBS = [ WakeConversation::NAME => WakeConversation::class ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'admin_menu', AdminPages::class, 'add_menus' ],
			[ 'plugin_action_links_aaia-chatbot/aaia-chatbot.php', AdminPages::class, 'add_settings_link' ],
		];
	}
}
