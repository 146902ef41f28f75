<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AlwaysConnected;
use Aaia\Chatbot\Assistant\AnswerFollower;
use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Assistant\RecoverTurns;
use Aaia\Chatbot\Assistant\TurnRunner;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\FollowerLeases;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Lease;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\Turn;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\UnfinishedStream;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Answers a visitor's turn as a stream or as JSON: writes the answer, follows the request that writes it, or replays a finished one. */
final class ChatResponder {

	/** Longest time a JSON request waits for an answer that another request writes. Seconds. */
	private const JSON_WAIT = 20.0;

	/** Longest time a stream follows an answer that another request writes. Seconds. */
	private const FOLLOW = 120.0;

	/** Value of Retry-After when the client must ask again. Seconds. */
	private const COME_BACK = '2';

	/** After this long in the queue, the built-in assistant answers. Seconds. */
	private const QUEUE_PATIENCE = 10;

	public function __construct(
		private readonly Settings $settings,
		private readonly Clock $clock,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
		private readonly AnswerService $answers,
		private readonly FollowerLeases $followers,
		private readonly TurnRunner $runner,
		private readonly AnswerFollower $answer_follower,
		private readonly JobQueue $jobs,
		private readonly UiMessages $ui,
	) {}

	/** Answers a message that was just stored or sent again. */
	public function answer( ReceivedMessage $received, bool $as_stream ): RouteResult {
		if ( Handler::Human === $received->conversation->handler && null === $received->turn->answer_id ) {
			return $this->accepted( $received->conversation, $received->question, $as_stream );
		}
		if ( null !== $received->lease ) {
			return $this->run( $received->lease, $as_stream, false );
		}
		if ( $received->is_new ) {
			return $this->queued( $received->turn, $received, $as_stream );
		}
		$patience_ended = $received->turn->created_at <= $this->clock->now()->modify( '-' . self::QUEUE_PATIENCE . ' seconds' );
		$lease          = $received->turn->is_live()
			? $this->answers->begin( $received->turn->id, $patience_ended ? null : $this->settings->int( 'turns_at_once' ) )
			: null;
		if ( null !== $lease ) {
			return $this->run( $lease, $as_stream, TurnState::Queued === $received->turn->state && $patience_ended );
		}
		$turn = $this->turns->by_id( $received->turn->id ) ?? $received->turn;
		return TurnState::Queued === $turn->state
			? $this->queued( $turn, $received, $as_stream )
			: $this->follow( $turn, $received->conversation, $received->question, $as_stream );
	}

	/** The cap of running answers is reached: the browser asks again, and if it does not, a job answers. */
	private function queued( Turn $turn, ReceivedMessage $received, bool $as_stream ): RouteResult {
		$this->jobs->push(
			RecoverTurns::NAME,
			[ 'turn' => $turn->id ],
			$turn->created_at->modify( '+' . self::QUEUE_PATIENCE . ' seconds' ),
			'turn:' . $turn->id,
		);
		return $this->accepted( $received->conversation, $received->question, $as_stream )->with_header( 'Retry-After', self::COME_BACK );
	}

	/** Cap of answers that the whole site writes at the same time. */
	public function answers_at_once(): int {
		return $this->settings->int( 'turns_at_once' );
	}

	/**
	 * Continues a turn after the visitor decided about its tool call.
	 *
	 * When the cap of running answers is reached, the built-in assistant continues it: the approved tool runs at once, and no PHP worker
	 * waits for a model.
	 */
	public function resume( Lease $lease, bool $as_stream ): RouteResult {
		$over_cap = $this->turns->count_running( $this->clock->now() ) > $this->settings->int( 'turns_at_once' );
		return $this->run( $lease, $as_stream, $over_cap, $lease->answer->parts );
	}

	/**
	 * Follows an answer from its start, or returns it if it is complete. Answers 202 when the cap of followers is reached.
	 *
	 * @param Parts $known Parts that the client already has.
	 */
	public function follow(
		Turn $turn,
		Conversation $conversation,
		Message $question,
		bool $as_stream,
		Parts $known = new Parts(),
	): RouteResult {
		$follower = null;
		if ( TurnState::Running === $turn->state ) {
			$follower = $this->followers->acquire( $turn->id, $this->followers_at_once() );
			if ( null === $follower ) {
				$this->answers->extend_wanted( $turn->id );
				return $this->accepted( $conversation, $question, $as_stream )->with_header( 'Retry-After', self::COME_BACK );
			}
		}
		return $as_stream
			? $this->follow_as_stream( $turn, $follower, $conversation, $question, $known )
			: $this->follow_as_json( $turn, $follower, $conversation, $question );
	}

	private function follow_as_json( Turn $turn, ?string $follower, Conversation $conversation, Message $question ): RouteResult {
		$answer = $this->answer_follower->follow( $turn, new AlwaysConnected(), $follower, self::JSON_WAIT );
		try {
			foreach ( $answer as $progress ) {
				if ( $progress->is_last() ) {
					return $this->finished( $turn->id, $conversation, $question );
				}
			}
			return $answer->getReturn()
				? $this->accepted( $conversation, $question, false, true )
				: $this->accepted( $conversation, $question, false )->with_header( 'Retry-After', self::COME_BACK );
		} finally {
			$this->leave( $turn, $follower );
		}
	}

	private function follow_as_stream(
		Turn $turn,
		?string $follower,
		Conversation $conversation,
		Message $question,
		Parts $known,
	): RouteResult {
		return RouteResult::stream(
			function ( SseWriter $writer ) use ( $turn, $follower, $conversation, $question, $known ): void {
				$answer = null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
				if ( null === $answer ) {
					$this->write_accepted( $writer, $conversation );
					return;
				}
				try {
					$writer->send( UiStream::start( $answer->public_id, $conversation->public_id, $question->public_id ) );
					$this->write(
						$writer,
						$this->answer_follower->follow( $turn, new StreamWatcher( $writer ), $follower, self::FOLLOW ),
						new UiStream( $known ),
						$conversation,
					);
				} finally {
					$this->leave( $turn, $follower );
				}
			}
		);
	}

	private function leave( Turn $turn, ?string $follower ): void {
		if ( null !== $follower ) {
			$this->followers->release( $turn->id, $follower );
		}
	}

	/** Cap of followers of the whole site. By default half the cap of answers: a small host has five PHP workers, and pages need some. */
	private function followers_at_once(): int {
		$chosen = $this->settings->int( 'followers_at_once' );
		return $chosen > 0 ? $chosen : intdiv( $this->settings->int( 'turns_at_once' ) + 1, 2 );
	}

	/** @param Parts $known Parts that the client already has. */
	private function run( Lease $lease, bool $as_stream, bool $builtin, Parts $known = new Parts() ): RouteResult {
		if ( ! $as_stream ) {
			foreach ( $this->runner->run( $lease, new AlwaysConnected(), $builtin ) as $progress ) {
				continue;
			}
			return $this->finished( $lease->turn->id, $lease->conversation, $lease->question );
		}
		return RouteResult::stream(
			function ( SseWriter $writer ) use ( $lease, $builtin, $known ): void {
				$writer->send( UiStream::start( $lease->answer->public_id, $lease->conversation->public_id, $lease->question->public_id ) );
				$this->write(
					$writer,
					$this->runner->run( $lease, new StreamWatcher( $writer ), $builtin ),
					new UiStream( $known ),
					$lease->conversation,
				);
			}
		);
	}

	/** @param \Generator<int, AnswerProgress> $answer Returns true when a newer follower evicted this one. */
	private function write( SseWriter $writer, \Generator $answer, UiStream $ui, Conversation $before ): void {
		$last = null;
		try {
			foreach ( $answer as $progress ) {
				foreach ( $ui->show( $progress->parts ) as $chunk ) {
					$writer->send( $chunk );
				}
				$last = $progress;
				if ( $progress->is_last() ) {
					$this->write_end( $writer, $ui, $progress, $before );
				}
			}
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'An answer broke off: ' . $failure->getMessage() );
			$writer->send(
				[
					'type'      => 'error',
					'errorText' => __( 'The answer couldn’t be saved. Please ask again in a moment.', 'aaia-chatbot' ),
				]
			);
			return;
		}
		if ( true === $answer->getReturn() ) {
			$writer->send( self::evicted_chunk( $before ) );
			foreach ( $ui->leave() as $chunk ) {
				$writer->send( $chunk );
			}
			return;
		}
		if ( null !== $last && ! $last->is_last() ) {
			// Another request continues or restarts the answer. Without an end, the client asks for the stream again.
			throw new UnfinishedStream( 'The answer goes on elsewhere.' );
		}
	}

	/** Writes the end of an answer, after the conversation if the answer changed it. */
	private function write_end( SseWriter $writer, UiStream $ui, AnswerProgress $last, Conversation $before ): void {
		$after = $this->conversations->by_id( $before->id );
		if (
			null !== $after
			&&(
				$after->status !== $before->status
				|| $after->person_requested !== $before->person_requested
				|| $after->handler !== $before->handler
			)
		) {
			$writer->send( $this->conversation_chunk( $after ) );
		}
		foreach ( $ui->finish( $last ) as $chunk ) {
			$writer->send( $chunk );
		}
	}

	private function finished( int $turn_id, Conversation $conversation, Message $question ): RouteResult {
		$turn   = $this->turns->by_id( $turn_id );
		$answer = null === $turn || null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
		return null === $answer
			? $this->accepted( $conversation, $question, false )
			: RouteResult::ok( $this->ui->message( $answer, $conversation->public_id ) );
	}

	/**
	 * Answers 202: an agent will reply, the question is queued, or another request follows the answer.
	 *
	 * @param bool $evicted A newer follower evicted this one.
	 */
	private function accepted( Conversation $conversation, Message $question, bool $as_stream, bool $evicted = false ): RouteResult {
		if ( $as_stream ) {
			return RouteResult::stream( fn( SseWriter $writer ) => $this->write_accepted( $writer, $conversation ), 202 );
		}
		return RouteResult::accepted(
			[
				'metadata' => [
					'conversation' => $conversation->public_id,
					'question'     => $question->public_id,
					'handler'      => $conversation->handler->value,
				] + ( $evicted ? [ 'evicted' => true ] : [] ),
			]
		);
	}

	private function write_accepted( SseWriter $writer, Conversation $conversation ): void {
		$writer->send( $this->conversation_chunk( $this->conversations->by_id( $conversation->id ) ?? $conversation ) );
		$writer->send( [ 'type' => 'finish' ] );
	}

	/**
	 * Chunk for an evicted follower: it must not ask for the stream again; `GET /session/updates` returns the rest.
	 *
	 * @return array<string, mixed>
	 */
	private static function evicted_chunk( Conversation $conversation ): array {
		return [
			'type'      => 'data-evicted',
			'data'      => [ 'conversation' => $conversation->public_id ],
			'transient' => true,
		];
	}

	/** @return array<string, mixed> */
	private function conversation_chunk( Conversation $conversation ): array {
		return [
			'type'      => 'data-conversation',
			'data'      => $this->ui->conversation( $conversation ),
			'transient' => true,
		];
	}
}
