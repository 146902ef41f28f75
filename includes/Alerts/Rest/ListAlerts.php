<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Alert;
use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Alerts\VisitorsMessage;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** GET /alerts: what was alerted, newest first, and who took care of it. */
final class ListAlerts extends StaffRoute {

	private const SCOPE = 'alerts';

	/** Of a message, shown in the list. */
	private const CHARACTERS = 160;

	public function __construct(
		private readonly AlertRepository $alerts,
		private readonly RuleBook $book,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly VisitorsMessage $visitors_message,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alerts';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return KeysetPage::query();
	}

	public function answer(): Schema {
		return KeysetPage::answer( self::item() )->named( 'AlertPage' );
	}

	private static function item(): Schema {
		return Schema::closed(
			[
				'id'              => Schema::string(),
				'kind'            => RuleShape::kind(),
				'rule'            => Schema::string(),
				'reason'          => Schema::string(),
				'matched'         => Schema::string(),
				'conversation'    => Schema::string()->nullable(),
				'preview'         => Schema::string(),
				'acknowledged_at' => Schema::string()->nullable(),
				'acknowledged_by' => Schema::string(),
				'needless'        => Schema::bool(),
				'created_at'      => Schema::string()->nullable(),
			]
		)->named( 'AlertItem' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$page = KeysetPage::read( $this->cursor, $input, self::SCOPE, fn( ?int $before, int $limit ): array => $this->alerts->page( $before, $limit, $this->access->condition( 'conversation_id' ) ), static fn( Alert $alert ): int => $alert->id );
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( $this->shown( ... ) ) );
	}

	/** @return array<string, mixed> */
	private function shown( Alert $alert ): array {
		$conversation = $this->access->permitted( $this->conversations->by_id( $alert->conversation_id ) );
		return [
			'id'              => $alert->public_id,
			'kind'            => $alert->kind->value,
			'rule'            => $this->book->of( $alert )->name,
			'reason'          => $alert->reason,
			'matched'         => $alert->matched,
			'conversation'    => $conversation?->public_id,
			'preview'         => null === $conversation ? '' : $this->preview( $alert, $conversation ),
			'acknowledged_at' => Time::to_wire( $alert->acknowledged_at ),
			'acknowledged_by' => $alert->acknowledged_by,
			'needless'        => $alert->needless,
			'created_at'      => Time::to_wire( $alert->created_at ),
		];
	}

	/** What the visitor wrote when the alert was raised; of requests, the newest words of the conversation. */
	private function preview( Alert $alert, Conversation $conversation ): string {
		$message = null === $alert->message_id ? null : $this->visitors_message->behind( $this->messages->by_id( $alert->message_id ), $conversation->id );
		return null === $message ? $conversation->preview : Text::truncate( Text::line( $message->text ), self::CHARACTERS );
	}
}
