<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StreamResponse;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Harness\ScriptedModel;
use Aaia\Chatbot\Tests\Harness\SpareSite;

/**
 * Kills requests at random points and looks at what is left: used by the tests and by the benchmark `kills`.
 *
 * Each run answers counts; every one but `kills` and `interrupted` must be 0.
 */
final class Kills {

	/** Processes that run in parallel. */
	private const ABREAST = 5;

	/** Words of the model's answer; each stands in it once. */
	private const WORDS = 40;

	public function __construct( private readonly RealSite $site ) {}

	/** A model that writes its words with a pause after each. @param int $pause Microseconds. */
	public static function model( int $pause ): ScriptedModel {
		return new ScriptedModel(
			static function () use ( $pause ): \Generator {
				for ( $word = 1; $word <= self::WORDS; $word++ ) {
					yield new TextDelta( "word$word " );
					usleep( $pause );
				}
				yield new Finished( FinishReason::Stop );
			}
		);
	}

	/**
	 * Asks a visitor route as a browser does and reads the answer to its end.
	 *
	 * @param array<string, mixed>    $body
	 * @param \Closure(string): void $out
	 */
	public static function ask( string $path, string $token, array $body, \Closure $out ): \WP_REST_Response {
		$request = new \WP_REST_Request( 'POST', '/aaia-chatbot/v1' . $path );
		$request->set_header( 'X-Aaia-Session', $token );
		$request->set_header( 'Content-Type', 'application/json' );
		$request->set_body( (string) wp_json_encode( (object) $body ) );
		$response = rest_do_request( $request );
		if ( $response instanceof StreamResponse ) {
			( $response->write )( new SseWriter( $out ) );
		} else {
			$out( (string) wp_json_encode( $response->get_data() ) );
		}
		return $response;
	}

	/**
	 * Turns: a question and the answer to it.
	 *
	 * @return array{kills: int, interrupted: int, lost: int, doubled: int, stuck: int, torn: int, gaps: int}
	 */
	public function turns( int $kills ): array {
		$counts = [ 'kills' => 0, 'interrupted' => 0, 'lost' => 0, 'doubled' => 0, 'stuck' => 0, 'torn' => 0, 'gaps' => 0 ];
		self::model( 0 )->install();
		while ( $counts['kills'] < $kills ) {
			$asked = [];
			foreach ( range( 1, min( self::ABREAST, $kills - $counts['kills'] ) ) as $number ) {
				$asked[] = [
					'path'    => '/chat',
					'token'   => $this->site->token(),
					'address' => '198.51.100.' . ( $counts['kills'] + $number ) % 250,
					'body'    => [
						'id'      => Ids::random(),
						'message' => [ 'id' => Ids::random(), 'parts' => [ [ 'type' => 'text', 'text' => 'How long does delivery take?' ] ] ],
					],
				];
			}
			$heard = $this->kill_while( 'chat', $asked, 650, $counts );
			$this->site->pass_time();
			$this->site->work();
			foreach ( $asked as $number => $one ) {
				$is_stored = 1 === $this->site->count( 'messages', 'client_id', $one['body']['message']['id'] );
				$counts['lost'] += str_contains( $heard[ $number ], '"start"' ) && ! $is_stored ? 1 : 0;
				if ( $is_stored ) {
					// The worker alone must have ended it: a browser that is gone sends nothing again.
					$this->look_at_turn( $one['body']['message']['id'], $counts );
				}
				// A browser that is there sends again what was not answered to the end, under the same id.
				self::ask( $one['path'], $one['token'], $one['body'], static function (): void {} );
				$this->look_at_turn( $one['body']['message']['id'], $counts );
			}
			$counts['gaps'] += $this->site->gaps_in_events();
		}
		return $counts;
	}

	/**
	 * Requests for a person, and the worker that sends the mail.
	 *
	 * @return array{kills: int, interrupted: int, lost: int, doubled: int, stuck: int, gaps: int}
	 */
	public function requests( int $kills ): array {
		$counts = [ 'kills' => 0, 'interrupted' => 0, 'lost' => 0, 'doubled' => 0, 'stuck' => 0, 'gaps' => 0 ];
		while ( $counts['kills'] < $kills ) {
			$asked = [];
			foreach ( range( 1, max( 1, min( self::ABREAST - 2, $kills - $counts['kills'] - 1 ) ) ) as $number ) {
				$id      = Ids::random();
				$asked[] = [
					'path'    => "/chat/$id/handover",
					'id'      => $id,
					'token'   => $this->site->token(),
					'address' => '198.51.100.' . ( $counts['kills'] + $number ) % 250,
					'mails'   => $this->site->mails,
					'body'    => [ 'message' => "My boiler leaks ($id)" ],
				];
			}
			$this->kill_while( 'handover', $asked, 60, $counts );
			foreach ( $asked as $one ) {
				if ( 0 === $this->site->count( 'conversations', 'public_id', $one['id'] ) ) {
					// Nothing of it was kept, and the visitor was told nothing: they press the button again.
					self::ask( $one['path'], $one['token'], $one['body'], static function (): void {} );
				}
			}
			$this->kill_while(
				'work',
				array_fill( 0, min( 2, max( 0, $kills - $counts['kills'] ) ), [ 'mails' => $this->site->mails ] ),
				120,
				$counts,
			);
			$this->site->pass_time();
			$this->site->work();
			$this->site->pass_time();
			$this->site->work();
			foreach ( $asked as $one ) {
				$this->look_at_request( $one['id'], $counts );
			}
			$counts['gaps'] += $this->site->gaps_in_events();
		}
		return $counts;
	}

	/**
	 * Migrations of a new site.
	 *
	 * @return array{kills: int, interrupted: int, stuck: int}
	 */
	public function migrations( int $kills ): array {
		$counts = [ 'kills' => 0, 'interrupted' => 0, 'stuck' => 0 ];
		while ( $counts['kills'] < $kills ) {
			$sites = [];
			foreach ( range( 1, min( self::ABREAST, $kills - $counts['kills'] ) ) as $number ) {
				$sites[ "spare{$number}_" ] = new SpareSite( $GLOBALS['wpdb'], "spare{$number}_" );
			}
			foreach ( $sites as $site ) {
				$site->enter();
				$site->step_out();
			}
			$this->kill_while(
				'migrate',
				array_map( static fn( string $prefix ): array => [ 'prefix' => $prefix ], array_keys( $sites ) ),
				150,
				$counts,
			);
			foreach ( $sites as $site ) {
				$site->step_in();
				$counts['stuck'] += $this->site->migrates_to_the_end() ? 0 : 1;
				$site->leave();
			}
		}
		return $counts;
	}

	/**
	 * Starts children and kills each at a random moment of its work.
	 *
	 * @param list<array<string, mixed>>                $each
	 * @param int                                       $within Milliseconds.
	 * @param array{kills: int, interrupted: int, ...}  $counts
	 *
	 * @return list<string> What each had said.
	 */
	private function kill_while( string $kind, array $each, int $within, array &$counts ): array {
		$children = array_map( static fn( array $arguments ): Child => new Child( $kind, $arguments ), $each );
		$deadline = [];
		$heard    = [];
		while ( count( $heard ) < count( $children ) ) {
			foreach ( $children as $number => $child ) {
				if ( isset( $heard[ $number ] ) ) {
					continue;
				}
				if ( ! isset( $deadline[ $number ] ) && ( str_contains( $child->heard(), "ready\n" ) || ! $child->is_running() ) ) {
					$deadline[ $number ] = microtime( true ) + random_int( 0, $within ) / 1000;
				}
				if ( isset( $deadline[ $number ] ) && microtime( true ) >= $deadline[ $number ] ) {
					$counts['interrupted'] += $child->kill() ? 1 : 0;
					$heard[ $number ]       = $child->heard();
					++$counts['kills'];
				}
			}
			usleep( 1_000 );
		}
		ksort( $heard );
		return array_values( $heard );
	}

	/** @param array{lost: int, doubled: int, stuck: int, torn: int, ...} $counts */
	private function look_at_turn( string $client_id, array &$counts ): void {
		$questions = $this->site->rows( 'messages', 'client_id', $client_id );
		$answers   = [] === $questions ? [] : $this->site->rows( 'messages', 'question_id', (string) $questions[0]['id'] );
		$turns     = [] === $questions ? [] : $this->site->rows( 'turns', 'question_id', (string) $questions[0]['id'] );

		$counts['lost']    += [] === $questions || [] === $answers ? 1 : 0;
		$counts['doubled'] += count( $questions ) > 1 || count( $answers ) > 1 || count( $turns ) > 1 ? 1 : 0;
		$counts['stuck']   += 'done' === ( $turns[0]['state'] ?? '' ) && 'complete' === ( $answers[0]['generation'] ?? '' ) ? 0 : 1;
		$words              = array_count_values( preg_split( '/\s+/', trim( (string) ( $answers[0]['text'] ?? '' ) ) ) ?: [] );
		$own                = array_filter(
			$words,
			static fn( int|string $word ): bool => 1 === preg_match( '/\Aword\d+\z/', (string) $word ),
			ARRAY_FILTER_USE_KEY,
		);
		$counts['torn']    += [] === $words || [] !== $own && ( self::WORDS !== count( $words ) || 1 !== max( $own ) ) ? 1 : 0;
	}

	/** @param array{lost: int, doubled: int, stuck: int, ...} $counts */
	private function look_at_request( string $id, array &$counts ): void {
		$conversation = (string) ( $this->site->rows( 'conversations', 'public_id', $id )[0]['id'] ?? '0' );
		$requests     = $this->site->count( 'support_requests', 'conversation_id', $conversation );
		// The request itself, and the sentence that many came in, once each.
		$messages     = array_count_values( array_column( $this->site->rows( 'messages', 'conversation_id', $conversation ), 'text' ) );
		$mails        = array_filter( $this->site->sent_mails(), static fn( array $mail ): bool => str_contains( $mail['text'], $id ) );

		$counts['lost']    += 0 === $requests || [] === $messages || [] === $mails ? 1 : 0;
		$counts['doubled'] += max( $requests, count( array_unique( array_column( $mails, 'id' ) ) ), ...array_values( $messages ) ) > 1 ? 1 : 0;
		$counts['stuck']   += 'sent' === ( $this->site->rows( 'deliveries', 'conversation_id', $conversation )[0]['state'] ?? '' ) ? 0 : 1;
	}
}
