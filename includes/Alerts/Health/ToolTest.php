<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\SendSupportEmail;
use Aaia\Chatbot\Tools\ToolCall;
use Aaia\Chatbot\Tools\ToolRegistry;
use Aaia\Chatbot\Tools\TurnContext;

/** Calls the real tool send_support_email in a conversation marked as a test, so that its alert is sent to the real mailbox. */
final class ToolTest {

	public function __construct(
		private readonly ToolRegistry $tools,
		private readonly AbilityBridge $bridge,
		private readonly ConversationService $conversations,
		private readonly AgentService $agents,
		private readonly SiteLocale $locale,
		private readonly Clock $clock,
	) {}

	/**
	 * Asks for a person in a new conversation, as a visitor would, calls the tool there and archives it.
	 *
	 * @return array{ok: bool, message: string, conversation: ?string} How it went, in the language of who asks; the conversation's id.
	 */
	public function run(): array {
		$locale = $this->locale->name();
		$tool   = $this->tools->find( SendSupportEmail::NAME, new TurnContext( null, $locale, false, '' ) );
		if ( null === $tool ) {
			$words = __(
				'Tools are off, so the assistant can’t use send_support_email. Switch them on in the tab “Assistant”.',
				'aaia-chatbot',
			);
			return self::outcome( false, $words, null );
		}
		$text         = $this->locale->run(
			static fn(): string => __( '[Test] This conversation tests send_support_email. Nobody is waiting.', 'aaia-chatbot' )
		);
		$now          = $this->clock->now()->getTimestamp();
		$visitor      = new Visitor( null, Ids::random(), hash( 'sha256', Ids::random() ), $now, $now + HOUR_IN_SECONDS, null );
		$page_title   = __( 'Test', 'aaia-chatbot' );
		$page_url     = home_url( '/' );
		$id           = Ids::random();
		$begun        = $this->conversations->open_for_support( $visitor, $id, $text, $locale, $page_url, $page_title, Conversation::TEST );
		$conversation = $begun['conversation'];
		$result       = $this->bridge->run(
			$tool,
			new ToolCall( Ids::random(), SendSupportEmail::NAME, [ 'summary' => $text, 'reason' => SupportReason::Technical->value ] ),
			new TurnContext( $conversation->id, $locale, false, $text, home_url( '/' ) )
		);
		// Nobody waits in a test.
		$this->agents->set_archived( $conversation->id, true );
		$said         = $result->ok
			? __( 'A test conversation used the tool and its e-mail is on the way. The log shows what becomes of it.', 'aaia-chatbot' )
			: __( 'A test conversation used the tool, and the tool failed.', 'aaia-chatbot' );
		return self::outcome( $result->ok, $said, $conversation->public_id );
	}

	/** @return array{ok: bool, message: string, conversation: ?string} */
	private static function outcome( bool $ok, string $message, ?string $conversation ): array {
		return [
			'ok'           => $ok,
			'message'      => $message,
			'conversation' => $conversation,
		];
	}
}
