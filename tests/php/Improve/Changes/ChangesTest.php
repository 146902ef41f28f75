<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve\Changes;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Improve\Bench\TestRunner;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** Changes are listed, and what they brought is counted. */
final class ChangesTest extends ChatTestCase {

	private TestClock $clock;

	protected function setUp(): void {
		parent::setUp();
		$this->clock  = new TestClock( gmdate( 'Y-m-d H:i:s', time() - 20 * DAY_IN_SECONDS ) );
		$this->plugin = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php', [ Clock::class => $this->clock ] );
		$this->work();
		$this->sign_in();
	}

	public function test_what_somebody_changes_in_one_go_is_one_change(): void {
		$answers = $this->plugin->services->get( AnswerService::class );
		$first   = $answers->add( 'How long is the warranty?', 'Ten years.', 'en', 1 );
		$answers->add( 'Where is the workshop?', 'In Station Road.', 'en', 1 );
		$answers->change( $first, 'How long is the warranty?', 'Eleven years.', 'en' );
		$this->work();
		$this->clock->pass( '1 hour' );
		$answers->remove( $first );
		$this->work();

		$changes = $this->rest( 'GET', '/changes' )->get_data()['items'];
		self::assertSame(
			[ [ 0, 0, 1, [] ], [ 2, 1, 0, [ 'Where is the workshop?' ] ] ],
			array_map(
				static fn( array $change ): array => [ $change['added'], $change['changed'], $change['removed'], $change['names'] ],
				array_slice( $changes, 0, 2 ),
			),
		);
		self::assertSame( wp_get_current_user()->display_name, $changes[0]['user'] );
	}

	public function test_a_setting_is_named_and_its_value_is_nowhere(): void {
		$this->settings( [ 'system_instructions' => 'Whisper.' ] );
		$this->settings( [ 'system_instructions' => 'Whisper.' ] );
		$this->work();

		$changes = $this->rest( 'GET', '/changes?kind=setting' )->get_data()['items'];
		self::assertSame( [ 'system_instructions' ], $changes[0]['names'], 'Saving the same value again is no change.' );
		self::assertSame( [ 'setting' ], array_values( array_unique( array_column( $changes, 'kind' ) ) ) );
		self::assertNull( $this->database()->value(
			'SELECT id FROM %i WHERE data LIKE %s',
			$this->database()->table( 'events' ),
			'%Whisper%',
		) );
	}

	public function test_shares_before_and_after_a_change_and_what_they_allow_to_say(): void {
		$at = $this->clock->now();
		// Before: 40 answers, 20 refused, 4 of 20 rated ones up. After: 40, 2 refused, 18 of 20 up.
		$this->conversations( $at->modify( '-5 days' ), 40, 20, 4, 16, 10 );
		$id = $this->change( $at );
		$this->conversations( $at->modify( '+2 days' ), 40, 2, 18, 2, 9 );

		$found = $this->rest( 'GET', '/changes/' . $id . '?days=10' )->get_data();
		$by    = array_column( $found['measures'], null, 'name' );

		self::assertSame( [ [ 20, 40 ], [ 2, 40 ], 'better' ], $this->told( $by['refusals'] ) );
		self::assertSame( [ [ 4, 20 ], [ 18, 20 ], 'better' ], $this->told( $by['satisfaction'] ) );
		self::assertSame( [ [ 10, 40 ], [ 9, 40 ], 'little' ], $this->told( $by['escalations'] ) );
		self::assertLessThan( 0, $by['refusals']['high'] );
		self::assertTrue( $by['escalations']['low'] < 0 && $by['escalations']['high'] > 0 );
		self::assertSame(
			[ 1, 'none' ],
			[ $found['others'], $found['tests']['verdict'] ],
			'The first reading of the pages is the other change.',
		);
	}

	public function test_a_period_without_conversations_says_nothing(): void {
		$id    = $this->change( $this->clock->now() );
		$found = $this->rest( 'GET', '/changes/' . $id . '?days=1' )->get_data();

		self::assertSame( [ 'little' ], array_values( array_unique( array_column( $found['measures'], 'verdict' ) ) ) );
		self::assertSame( 404, $this->rest( 'GET', '/changes/' . ( $id + 1 ) )->get_status() );
	}

	public function test_the_same_cases_before_and_after_a_change_are_compared_in_pairs(): void {
		$answers = $this->plugin->services->get( AnswerService::class );
		$ids     = [];
		foreach ( [
			'How long is the warranty?'      => 'The warranty of every frame is ten years.',
			'How long does delivery take?'   => 'Delivery takes ten days.',
			'How long does a repair take?'   => 'A repair takes ten days.',
			'How long is the rental period?' => 'The rental period is ten days.',
			'How long is the guided tour?'   => 'The guided tour is ten kilometres long.',
			'How long is the lunch break?'   => 'The lunch break is ten minutes.',
			'How long is the test ride?'     => 'The test ride is ten minutes.',
			'Where is the workshop?'         => 'The workshop is in Station Road 12, ten minutes from the town hall.',
		] as $question => $answer ) {
			$ids[] = $answers->add( $question, $answer, 'en', 1 );
			$this->rest( 'POST', '/test-questions', [ 'question' => $question, 'language' => 'en', 'contains' => [ 'nine' ] ] );
		}
		$this->work();
		$this->run_tests();
		$this->clock->pass( '1 hour' );
		foreach ( $ids as $id ) {
			$answers->change( $id, $id->question, str_replace( 'ten', 'nine', $id->answer ), 'en' );
		}
		$this->work();
		$this->clock->pass( '1 minute' );
		$this->run_tests();

		$change = $this->rest( 'GET', '/changes?kind=knowledge' )->get_data()['items'][0];
		self::assertSame( 8, $change['changed'] );
		$tests  = $this->rest( 'GET', '/changes/' . $change['id'] )->get_data()['tests'];
		self::assertSame( [ 8, 0, 'better' ], [ $tests['pairs'], $tests['worse'], $tests['verdict'] ] );
		self::assertEqualsWithDelta( 2 * 0.5 ** $tests['better'], $tests['p'], 1e-9 );
	}

	private function change( \DateTimeImmutable $at ): int {
		$time = $at->format( 'Y-m-d H:i:s' );
		return $this->database()->insert( 'changes', [
			'first_event' => 1_000_000,
			'last_event'  => 1_000_000,
			'kind'        => 'setting',
			'names'       => '["model"]',
			'began_at'    => $time,
			'ended_at'    => $time,
		] );
	}

	private function run_tests(): void {
		$runner = $this->plugin->services->get( TestRunner::class );
		$run    = $runner->begin( 'command', builtin: true );
		while ( ! $runner->step( $run, 5.0 ) ) {
			continue;
		}
	}

	/**
	 * @param array<string, mixed> $measure
	 *
	 * @return array{array{int, int}, array{int, int}, string}
	 */
	private function told( array $measure ): array {
		$share = static fn( array $share ): array => [ $share['hits'], $share['of'] ];
		return [ $share( $measure['before'] ), $share( $measure['after'] ), $measure['verdict'] ];
	}

	/** Conversations with one answer each, of which the first ones are refused, rated up, rated down, and escalated. */
	private function conversations( \DateTimeImmutable $at, int $count, int $refused, int $up, int $down, int $escalated ): void {
		$time     = $at->format( 'Y-m-d H:i:s' );
		$database = $this->database();
		for ( $number = 0; $number < $count; $number++ ) {
			$conversation = $database->insert( 'conversations', [
				'public_id'        => Ids::random(),
				'visitor_id'       => 1,
				'channel'          => 'web',
				'status'           => 'open',
				'active'           => 1,
				'handler'          => 'assistant',
				'language'         => 'en_US',
				'page_url'         => '',
				'page_title'       => '',
				'preview'          => '',
				'last_activity_at' => $time,
				'last_inbound_at'  => $time,
				'created_at'       => $time,
			] );
			$message = $database->insert( 'messages', [
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation,
				'author_type'     => 'assistant',
				'parts'           => '[]',
				'text'            => '',
				'generation'      => 'complete',
				'refused'         => $number < $refused ? 1 : 0,
				'created_at'      => $time,
			] );
			if ( $number < $up + $down ) {
				$database->insert( 'ratings', [
					'conversation_id' => $conversation,
					'message_id'      => $message,
					'value'           => $number < $up ? 1 : -1,
					'created_at'      => $time,
					'updated_at'      => $time,
				] );
			}
			if ( $number < $escalated ) {
				$database->insert( 'support_requests', [
					'conversation_id' => $conversation,
					'origin'          => 'button',
					'reason'          => 'asked',
					'summary'         => '',
					'created_at'      => $time,
				] );
			}
		}
	}
}
