<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm;

use Aaia\Chatbot\Llm\FallbackClient;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\ProviderHealth;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\Llm\Support\ScriptedClient;
use Aaia\Chatbot\Tests\TestCase;

final class FallbackClientTest extends TestCase {

	private TestClock $clock;

	private ProviderHealth $health;

	private ScriptedClient $chosen;

	private ScriptedClient $builtin;

	private FallbackClient $client;

	protected function setUp(): void {
		parent::setUp();
		$this->clock   = new TestClock();
		$this->health  = new ProviderHealth( $this->clock );
		$this->chosen  = new ScriptedClient( 'openai', new TextDelta( 'From the model.' ), new Finished( FinishReason::Stop ) );
		$this->builtin = new ScriptedClient( 'builtin', new TextDelta( 'From the site.' ), new Finished( FinishReason::Stop ) );
		$this->client  = new FallbackClient( $this->chosen, $this->builtin, $this->health );
	}

	public function test_a_successful_answer_is_passed_through_and_nothing_is_written(): void {
		self::assertSame( 'From the model.', $this->ask()->text() );
		self::assertNull( $this->health->last_failure() );
		self::assertFalse( get_option( 'aaia_chatbot_llm_health' ) );
	}

	public function test_a_failure_before_the_first_word_is_answered_by_the_built_in_assistant(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::Unauthorized, 'The key is wrong.' ) );
		$answer = $this->ask();

		self::assertNull( $answer->failure );
		self::assertSame( 'From the site.', $answer->text() );
		self::assertSame( 'builtin-model', $answer->usage()?->model );
		self::assertSame(
			[ 'unauthorized', 'The key is wrong.' ],
			[ $this->health->last_failure()['kind'] ?? '', $this->health->last_failure()['sentence'] ?? '' ],
		);
	}

	public function test_a_failure_after_the_first_word_is_passed_to_the_caller(): void {
		$this->chosen->says( new TextDelta( 'Half a' ), new LlmFailure( LlmFailureKind::Cut, 'Cut.' ) );
		$answer = $this->ask();

		self::assertSame( LlmFailureKind::Cut, $answer->failure?->kind );
		self::assertSame( 'Half a', $answer->text() );
		self::assertSame( 0, $this->builtin->asked );
	}

	public function test_a_cancellation_is_not_counted_as_a_failure(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::Cancelled, 'Stopped.' ) );

		self::assertSame( LlmFailureKind::Cancelled, $this->ask()->failure?->kind );
		self::assertNull( $this->health->last_failure() );
		self::assertSame( 0, $this->builtin->asked );
	}

	public function test_any_exception_of_another_plugins_client_falls_back_to_the_built_in_assistant(): void {
		$this->chosen->says( new \TypeError( 'sk-abcdefghijk is not a string' ) );

		self::assertSame( 'From the site.', $this->ask()->text() );
		self::assertStringNotContainsString( 'sk-abc', (string) ( $this->health->last_failure()['sentence'] ?? '' ) );
	}

	public function test_a_dead_server_is_paused_and_tried_again_afterwards(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::Timeout, 'Too slow.' ) );
		for ( $question = 1; $question <= 5; $question++ ) {
			self::assertSame( 'From the site.', $this->ask()->text() );
		}
		self::assertSame( 3, $this->chosen->asked );
		self::assertSame( 'builtin-model', $this->client->capabilities()->model );
		self::assertTrue( $this->health->last_failure()['resting'] ?? false );

		$this->clock->pass( '61 seconds' );
		$this->ask();
		$this->ask();
		self::assertSame( 4, $this->chosen->asked );

		$this->clock->pass( '61 seconds' );
		$this->chosen->says( new TextDelta( 'Back.' ), new Finished( FinishReason::Stop ) );
		self::assertSame( 'Back.', $this->ask()->text() );
		self::assertSame( 'openai-model', $this->client->capabilities()->model );
		self::assertTrue( $this->health->last_failure()['recovered'] ?? false );
	}

	public function test_failures_far_apart_do_not_pause_the_server(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::ServerError, 'Boom.' ) );
		for ( $question = 1; $question <= 5; $question++ ) {
			$this->ask();
			$this->clock->pass( '31 seconds' );
		}

		self::assertSame( 5, $this->chosen->asked );
	}

	public function test_questions_that_are_too_long_or_filtered_do_not_count_as_outages(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::ContextFull, 'Too long.' ) );
		for ( $question = 1; $question <= 5; $question++ ) {
			$this->ask();
		}

		self::assertSame( 5, $this->chosen->asked );
	}

	public function test_a_visitor_who_has_the_model_answer_nothing_takes_it_from_nobody_else(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::NoAnswer, 'The model gave an empty answer.' ) );
		for ( $question = 1; $question <= 5; $question++ ) {
			self::assertSame( 'From the site.', $this->ask()->text() );
		}

		self::assertSame( 5, $this->chosen->asked );
		self::assertSame( 'openai-model', $this->client->capabilities()->model );
	}

	public function test_the_wait_requested_by_a_provider_is_respected(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::RateLimited, 'Slow down.', 300 ) );
		for ( $question = 1; $question <= 3; $question++ ) {
			$this->ask();
		}
		$this->clock->pass( '200 seconds' );
		$this->ask();
		self::assertSame( 3, $this->chosen->asked );

		$this->clock->pass( '101 seconds' );
		$this->ask();
		self::assertSame( 4, $this->chosen->asked );
	}

	public function test_the_state_is_not_autoloaded(): void {
		$this->chosen->says( new LlmFailure( LlmFailureKind::Dns, 'Unknown host.' ) );
		$this->ask();

		self::assertArrayNotHasKey( 'aaia_chatbot_llm_health', wp_load_alloptions( true ) );
	}

	private function ask(): Answer {
		return Answer::of( $this->client, Asking::for( 'Hello?' )->request() );
	}
}
