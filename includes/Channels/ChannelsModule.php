<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\OpenAi\BearerPasswords;
use Aaia\Chatbot\Channels\OpenAi\Rest\CompleteChat;
use Aaia\Chatbot\Channels\OpenAi\Rest\ListModels;
use Aaia\Chatbot\Channels\Web\InlineChat;
use Aaia\Chatbot\Channels\Web\Launcher;
use Aaia\Chatbot\Channels\Web\Rest\CreateSession;
use Aaia\Chatbot\Channels\Web\Rest\EraseConversation;
use Aaia\Chatbot\Channels\Web\Rest\MarkRead;
use Aaia\Chatbot\Channels\Web\Rest\RateAnswer;
use Aaia\Chatbot\Channels\Web\Rest\ReadHistory;
use Aaia\Chatbot\Channels\Web\Rest\ReadUpdates;
use Aaia\Chatbot\Channels\Web\Rest\ReportSource;
use Aaia\Chatbot\Channels\Web\Rest\RequestHandover;
use Aaia\Chatbot\Channels\Web\Rest\ResumeStream;
use Aaia\Chatbot\Channels\Web\Rest\ScoreConversation;
use Aaia\Chatbot\Channels\Web\Rest\SendChat;
use Aaia\Chatbot\Channels\Web\Rest\ShowPanel;
use Aaia\Chatbot\Channels\Web\Rest\ShowTyping;
use Aaia\Chatbot\Channels\Web\Rest\ShowWidget;
use Aaia\Chatbot\Channels\Web\Rest\StopAnswer;
use Aaia\Chatbot\Channels\Web\WebSettings;

/** The chat in the site, and the OpenAI-compatible routes. */
final class ChannelsModule {

	public const SETTINGS = [ WebSettings::class ];

	public const CONTROLLERS = [
		ShowWidget::class,
		ShowPanel::class,
		CreateSession::class,
		SendChat::class,
		ResumeStream::class,
		StopAnswer::class,
		ReadHistory::class,
		ReadUpdates::class,
		RateAnswer::class,
		ReportSource::class,
		ScoreConversation::class,
		MarkRead::class,
		ShowTyping::class,
		RequestHandover::class,
		EraseConversation::class,
		ListModels::class,
		CompleteChat::class,
	];

	public const SHORTCODES = [ 'aaia_chatbot' => [ InlineChat::class, 'draw_shortcode' ] ];

	/** Folder of a block.json => what draws the block. */
	public const BLOCKS = [ 'includes/Channels/Web/block' => [ InlineChat::class, 'draw_block' ] ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'enqueue_block_editor_assets', InlineChat::class, 'enqueue_editor' ],
			[ 'wp_enqueue_scripts', Launcher::class, 'enqueue' ],
			[ 'wp_footer', Launcher::class, 'print_button' ],
		];
	}

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> Needed by requests for our routes only. */
	public static function rest_hooks(): array {
		return [
			[ 'rest_api_init', BearerPasswords::class, 'translate', 1 ],
			[ 'rest_post_dispatch', BearerPasswords::class, 'speak_openai' ],
		];
	}
}
