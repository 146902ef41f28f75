<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Inbox\Bulk\BulkController;
use Aaia\Chatbot\Inbox\Bulk\CreateBulkRuns;
use Aaia\Chatbot\Inbox\Bulk\RunBulk;
use Aaia\Chatbot\Inbox\Canned\CannedRepliesController;
use Aaia\Chatbot\Inbox\Canned\CannedReplyService;
use Aaia\Chatbot\Inbox\Canned\CreateCannedReplies;
use Aaia\Chatbot\Inbox\Contacts\ContactHistory;
use Aaia\Chatbot\Inbox\Contacts\ContactsController;
use Aaia\Chatbot\Inbox\Contacts\ForgetUsers;
use Aaia\Chatbot\Inbox\Contacts\OrderBox;
use Aaia\Chatbot\Inbox\Export\ExportController;
use Aaia\Chatbot\Inbox\Notices\CreatePushSubscriptions;
use Aaia\Chatbot\Inbox\Notices\PlanPushes;
use Aaia\Chatbot\Inbox\Notices\PushSender;
use Aaia\Chatbot\Inbox\Notices\PushSubscriptionRepository;
use Aaia\Chatbot\Inbox\Notices\WebApp;

/** The Conversations screen of staff. */
final class InboxModule {

	public const CONTROLLERS = [
		BulkController::class,
		ExportController::class,
		ConversationsController::class,
		ConversationActionsController::class,
		AgentsController::class,
		LabelsController::class,
		CategoriesController::class,
		ViewsController::class,
		TeamsController::class,
		MessagesController::class,
		AttachmentsController::class,
		AnswerMetricsController::class,
		SourceReportsController::class,
		UpdatesController::class,
		LinksController::class,
		CannedRepliesController::class,
		PreferencesController::class,
		StuckController::class,
		WritingController::class,
		ContactsController::class,
		NotificationsController::class,
	];

	public const MIGRATIONS = [
		CreateSearchIndex::class,
		CreateCannedReplies::class,
		CreateViews::class,
		CreateBulkRuns::class,
		CreatePushSubscriptions::class,
	];

	public const SETTINGS = [ InboxSettings::class ];

	public const SUBSCRIBERS = [ MailMentions::class, UnassignFormerAgent::class, NoteStuck::class, PlanPushes::class ];

	public const DELIVERY_SENDERS = [ MentionMailSender::class, PushSender::class ];

	public const JOBS = [
		WakeConversation::NAME    => WakeConversation::class,
		IndexConversations::NAME  => IndexConversations::class,
		UnassignFormerAgent::NAME => UnassignFormerAgent::class,
		DeleteTeam::NAME          => DeleteTeam::class,
		RunBulk::NAME             => RunBulk::class,
	];

	public const SCHEDULES = [ IndexConversations::NAME => IndexConversations::EVERY_SECONDS ];

	public const SHORT_JOBS = [ WakeConversation::NAME ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'admin_menu', AdminPages::class, 'add_menus' ],
			[ 'submenu_file', AdminPages::class, 'mark_submenu' ],
			[ 'admin_bar_init', AdminBarIcon::class, 'begin' ],
			[ 'plugin_action_links_aaia-chatbot/aaia-chatbot.php', AdminPages::class, 'add_settings_link' ],
			[ 'deleted_user', UnassignFormerAgent::class, 'plan' ],
			[ 'remove_user_from_blog', UnassignFormerAgent::class, 'plan' ],
			[ 'deleted_user', CannedReplyService::class, 'forget' ],
			[ 'remove_user_from_blog', CannedReplyService::class, 'forget' ],
			[ 'show_user_profile', ContactHistory::class, 'print_for_user' ],
			[ 'edit_user_profile', ContactHistory::class, 'print_for_user' ],
			[ 'add_meta_boxes', OrderBox::class, 'add' ],
			[ 'aaia_chatbot_order_history', ContactHistory::class, 'print_for_order' ],
			[ 'deleted_user', ForgetUsers::class, 'forget' ],
			[ 'remove_user_from_blog', ForgetUsers::class, 'forget' ],
			[ 'deleted_user', ViewRepository::class, 'forget_user' ],
			[ 'remove_user_from_blog', ViewRepository::class, 'forget_user' ],
			[ 'deleted_user', PushSubscriptionRepository::class, 'forget_user' ],
			[ 'remove_user_from_blog', PushSubscriptionRepository::class, 'forget_user' ],
			[ 'wp_logout', PushSubscriptionRepository::class, 'forget_session' ],
			[ 'admin_head-toplevel_page_' . AdminPages::CONVERSATIONS, WebApp::class, 'print_links' ],
			[ 'wp_ajax_' . WebApp::MANIFEST, WebApp::class, 'serve_manifest' ],
			[ 'wp_ajax_nopriv_' . WebApp::MANIFEST, WebApp::class, 'serve_manifest' ],
			[ 'wp_ajax_' . WebApp::WORKER, WebApp::class, 'serve_worker' ],
			[ 'wp_ajax_nopriv_' . WebApp::WORKER, WebApp::class, 'serve_worker' ],
		];
	}
}
