<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\VisitService;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Realtime\VisitorFeed;

/**
 * Changes for a visitor in all conversations. Polled, so it reads little.
 *
 * Always answers at once; no connection is kept open. Only answers with changes count in the rate limits. An answer that is being
 * written is included each time, as far as it is written.
 *
 * The cursor carries a mark of the page and browser that were stored, so that a request from the same page neither reads nor writes them.
 */
final class UpdatesController extends VisitorController {

	/**
	 * When to ask again, in seconds. SOON: an agent types, an answer is being written, or a person's words may come at any moment; so they
	 * are seen within 3 s. HELD: a person holds the conversation, and nothing has happened for a while.
	 */
	private const SOON = 2;

	private const HELD = 4;

	private const LATER = 15;

	public static function routes(): array {
		return [
			Operation::get( '/session/updates', 'read' )
				->takes( Schema::closed( [ 'after' => Schema::text( 200 )->optional() ] ) )
				->answers( Schema::closed( [
					'conversations' => Schema::list_of( UiMessages::conversation_schema() ),
					'items'         => Schema::list_of( UiMessages::message_schema() ),
					'typing'        => Schema::list_of( Schema::closed( [
						'conversation' => Schema::string(),
						'name'         => Schema::string(),
					] ) ),
					'cursor'        => Schema::string(),
					'poll_after'    => Schema::int(),
				] ) )
				->named( 'ReadUpdates' ),
		];
	}

	/** @param \Closure(): VisitService $visits Called only when the visitor came to another page. */
	public function __construct(
		VisitorGate $gate,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly AnswerService $answers,
		private readonly VisitorFeed $feed,
		private readonly Cursor $cursor,
		private readonly UiMessages $ui,
		private readonly PublicName $names,
		private readonly \Closure $visits,
	) {
		parent::__construct( $gate );
	}

	public function read( Visitor $visitor, Input $input, \WP_REST_Request $request ): RouteResult {
		$after = $input->optional( 'after' );
		if ( null === $after || null === $visitor->id ) {
			// The position first, so that a change between the two reads comes with the next update instead of being lost.
			$position = $this->feed->current_position();
			$newest   = $this->newest_of( $visitor );
			$changed  = null === $visitor->id ? null : $this->feed->after( $visitor->id, $position, $visitor->conversation_id );
			$mark     = $this->note_visit( $visitor, $request, '', $newest );
			return $this->updates( $visitor, $newest, [], $position, $mark, [], null !== $changed && ( $changed['writing'] || $changed['close'] ) );
		}
		[ $position, $mark ] = $this->cursor->open_with_mark( $after, $visitor->public_id ) ?? [ null, '' ];
		$changed  = null === $position ? null : $this->feed->after( $visitor->id, $position, $visitor->conversation_id );
		if ( null === $changed ) {
			return self::cursor_expired();
		}
		$refusal = [] === $changed['conversations'] ? null : $this->gate->over_limit( 'read', $visitor );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$this->answers->extend_wanted_for_visitor( $visitor->id, $changed['wanted_until'] );
		$conversations = [];
		foreach ( $changed['conversations'] as $id ) {
			$conversation = $this->conversations->by_id( $id );
			if ( null !== $conversation ) {
				$conversations[] = $conversation;
			}
		}
		return $this->updates(
			$visitor,
			$conversations,
			$changed['messages'],
			$changed['position'],
			$this->note_visit( $visitor, $request, $mark ),
			$changed['typing'],
			$changed['writing'] || $changed['close'],
		);
	}

	/** @return list<Conversation> The visitor's newest conversation; in a session begun by a mailed link, the one that it opens. */
	private function newest_of( Visitor $visitor ): array {
		return match ( true ) {
			null === $visitor->id              => [],
			null === $visitor->conversation_id => $this->conversations->by_visitor( $visitor->id, 1 ),
			default                            => array_values( array_filter( [ $this->conversations->by_id( $visitor->conversation_id ) ] ) ),
		};
	}

	/**
	 * Stores the page and the browser that the request comes from, if they are not those of the mark.
	 *
	 * @param ?list<Conversation> $conversations As newest_of() gives them; null to read them.
	 *
	 * @return string The mark of what is stored now.
	 */
	private function note_visit( Visitor $visitor, \WP_REST_Request $request, string $mark, ?array $conversations = null ): string {
		$headers = array_map(
			static fn( string $name ): string => (string) $request->get_header( $name ),
			[ 'referer', 'user_agent', 'accept_language' ],
		);
		$now     = substr( md5( implode( "\n", $headers ) ), 0, 16 );
		if ( $now === $mark ) {
			return $mark;
		}
		$conversation = ( $conversations ?? $this->newest_of( $visitor ) )[0] ?? null;
		if ( null === $conversation || null !== $this->gate->over_limit( 'visit', $visitor ) ) {
			return $mark;
		}
		( $this->visits )()->note( $conversation, ...$headers );
		return $now;
	}

	/** Answer to a cursor that is too old or belongs to another visitor. */
	public static function cursor_expired(): RouteResult {
		$sentence = __( 'This place in the conversation is too old. Load it again from the start.', 'aaia-chatbot' );
		return RouteResult::problem( 410, 'aaia_cursor_expired', $sentence );
	}

	/**
	 * @param list<Conversation> $conversations
	 * @param list<int>          $message_ids
	 * @param string             $mark        For the cursor.
	 * @param list<array{conversation: int, agent: int}> $agents_typing
	 */
	private function updates(
		Visitor $visitor,
		array $conversations,
		array $message_ids,
		int $position,
		string $mark,
		array $agents_typing,
		bool $soon
	): RouteResult {
		$names = [];
		foreach ( $conversations as $conversation ) {
			$names[ $conversation->id ] = $conversation->public_id;
		}
		$items = [];
		foreach ( $this->messages->several( $message_ids ) as $message ) {
			if ( ! $message->private && isset( $names[ $message->conversation_id ] ) ) {
				$items[] = $this->ui->message( $message, $names[ $message->conversation_id ] );
			}
		}
		$typing = $this->typing( $agents_typing );
		$held   = array_filter( $conversations, static fn( Conversation $conversation ): bool => Handler::Human === $conversation->handler );
		return RouteResult::ok(
			[
				'conversations' => array_map( fn( Conversation $conversation ): array => $this->ui->conversation( $conversation ), $conversations ),
				'items'         => $items,
				'typing'        => $typing,
				'cursor'        => $this->cursor->seal( $position, $visitor->public_id, $mark ),
				'poll_after'    => [] !== $typing || $soon ? self::SOON : ( [] !== $held ? self::HELD : self::LATER ),
			]
		);
	}

	/**
	 * @param list<array{conversation: int, agent: int}> $entries
	 *
	 * @return list<array{conversation: string, name: string}>
	 */
	private function typing( array $entries ): array {
		$typing = [];
		foreach ( $entries as $entry ) {
			$conversation = $this->conversations->by_id( $entry['conversation'] );
			$name         = $this->names->of( $entry['agent'] );
			if ( null !== $conversation && null !== $name ) {
				$typing[] = [
					'conversation' => $conversation->public_id,
					'name'         => $name,
				];
			}
		}
		return $typing;
	}
}
