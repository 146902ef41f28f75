<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\SiteLocale;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\SendSupportEmail;
use Aaia\Chatbot\Tools\ToolCall;
use Aaia\Chatbot\Tools\ToolRegistry;
use Aaia\Chatbot\Tools\TurnContext;

/**
 * POST /alerts/test-tool: a conversation marked as a test in which the real tool is called, so that the alert takes the whole
 * way to the mailbox.
 */
final class TestTool extends TestRoute {

	public function __construct(
		private readonly ToolRegistry $tools,
		private readonly AbilityBridge $bridge,
		private readonly ConversationService $conversations,
		private readonly ConversationRepository $repository,
		private readonly SiteLocale $locale,
		private readonly Clock $clock,
	) {}

	public function path(): string {
		return '/alerts/test-tool';
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'ok'           => Schema::bool(),
				'message'      => Schema::string(),
				'conversation' => Schema::string()->nullable(),
			]
		)->named( 'ToolTest' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$locale = $this->locale->name();
		$tool   = $this->tools->find( SendSupportEmail::NAME, new TurnContext( null, $locale, false, '' ) );
		if ( null === $tool ) {
			return $this->told( false, __( 'Tools are off, so the assistant cannot use send_support_email. Switch them on in the tab “Assistant”.', 'aaia-chatbot' ), null );
		}
		$words        = $this->locale->speak( static fn(): string => __( '[Test] This conversation tests send_support_email. Nobody is waiting.', 'aaia-chatbot' ) );
		$now          = $this->clock->now()->getTimestamp();
		$visitor      = new Visitor( null, Ids::random(), hash( 'sha256', Ids::random() ), $now, $now + HOUR_IN_SECONDS, null );
		$conversation = $this->conversations->ask_person( $visitor, Ids::random(), $words, $locale, home_url( '/' ), __( 'Test', 'aaia-chatbot' ) )['conversation'];
		$this->repository->change( $conversation->id, [ 'channel' => Conversation::TEST ] );
		$result       = $this->bridge->run(
			$tool,
			new ToolCall( Ids::random(), SendSupportEmail::NAME, [ 'summary' => $words, 'reason' => SupportReason::Technical->value ] ),
			new TurnContext( $conversation->id, $locale, false, $words, home_url( '/' ) )
		);
		return $result->ok
			? $this->told( true, __( 'The tool was called in a test conversation. Its mail is on the way; the log below says how it fares.', 'aaia-chatbot' ), $conversation->public_id )
			: $this->told( false, __( 'The tool was called in a test conversation and failed.', 'aaia-chatbot' ), $conversation->public_id );
	}

	private function told( bool $ok, string $message, ?string $conversation ): RouteResult {
		return RouteResult::ok(
			[
				'ok'           => $ok,
				'message'      => $message,
				'conversation' => $conversation,
			]
		);
	}
}
