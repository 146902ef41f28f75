<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\OpenAi\BearerAuthentication;
use Aaia\Chatbot\Channels\OpenAi\CompletionsController;
use Aaia\Chatbot\Channels\Web\AnnounceHandler;
use Aaia\Chatbot\Channels\Web\AttachmentsController;
use Aaia\Chatbot\Channels\Web\ChatController;
use Aaia\Chatbot\Channels\Web\ConversationController;
use Aaia\Chatbot\Channels\Web\FeedbackController;
use Aaia\Chatbot\Channels\Web\HandoverController;
use Aaia\Chatbot\Channels\Web\InlineChat;
use Aaia\Chatbot\Channels\Web\Launcher;
use Aaia\Chatbot\Channels\Web\MailReplies;
use Aaia\Chatbot\Channels\Web\Picture;
use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Channels\Web\PublicPicture;
use Aaia\Chatbot\Channels\Web\ReplyMailSender;
use Aaia\Chatbot\Channels\Web\SendUnseenReplies;
use Aaia\Chatbot\Channels\Web\SessionController;
use Aaia\Chatbot\Channels\Web\UpdatesController;
use Aaia\Chatbot\Channels\Web\WebSettings;
use Aaia\Chatbot\Channels\Web\WidgetController;
use Aaia\Chatbot\Inbox\PublicNames;

/** The web chat, and the OpenAI-compatible API. */
final class ChannelsModule {

	public const SETTINGS = [ WebSettings::class ];

	public const CONTROLLERS = [
		WidgetController::class,
		SessionController::class,
		ChatController::class,
		ConversationController::class,
		AttachmentsController::class,
		UpdatesController::class,
		FeedbackController::class,
		HandoverController::class,
		CompletionsController::class,
	];

	public const SUBSCRIBERS = [ MailReplies::class, AnnounceHandler::class ];

	public const JOBS = [ SendUnseenReplies::NAME => SendUnseenReplies::class ];

	public const SHORT_JOBS = [ SendUnseenReplies::NAME ];

	public const BINDINGS = [ PublicNames::class => PublicName::class ];

	public const DELIVERY_SENDERS = [ ReplyMailSender::class ];

	public const SHORTCODES = [ 'aaia_chatbot' => [ InlineChat::class, 'draw_shortcode' ] ];

	/** Render callbacks of blocks by the folder of their block.json. */
	public const BLOCKS = [ 'includes/Channels/Web/block' => [ InlineChat::class, 'draw_block' ] ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'enqueue_block_editor_assets', InlineChat::class, 'enqueue_editor' ],
			[ 'wp_enqueue_scripts', Launcher::class, 'enqueue' ],
			[ 'wp_footer', Launcher::class, 'print_button' ],
			[ 'aaia_chatbot_settings_saved', Picture::class, 'settings_saved' ],
			[ 'delete_attachment', Picture::class, 'attachment_deleted' ],
			[ 'show_user_profile', PublicName::class, 'print_field' ],
			[ 'edit_user_profile', PublicName::class, 'print_field' ],
			[ 'personal_options_update', PublicName::class, 'save_field' ],
			[ 'edit_user_profile_update', PublicName::class, 'save_field' ],
			[ 'user_edit_form_tag', PublicPicture::class, 'print_form_type' ],
			[ 'show_user_profile', PublicPicture::class, 'print_field' ],
			[ 'edit_user_profile', PublicPicture::class, 'print_field' ],
			[ 'personal_options_update', PublicPicture::class, 'save_field' ],
			[ 'edit_user_profile_update', PublicPicture::class, 'save_field' ],
			[ 'user_profile_update_errors', PublicPicture::class, 'add_error' ],
			[ 'delete_user', PublicPicture::class, 'remove' ],
			[ 'remove_user_from_blog', PublicPicture::class, 'remove' ],
		];
	}

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> Hooks for requests to the routes of this plugin only. */
	public static function rest_hooks(): array {
		return [
			[ 'rest_api_init', BearerAuthentication::class, 'authenticate', 1 ],
			[ 'rest_post_dispatch', BearerAuthentication::class, 'format_errors' ],
		];
	}
}
