<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolOutcome;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\Llm\Support\FixedConfig;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\TestCase;

/** Runs against an independently written model server. */
final class IndependentServerTest extends TestCase {

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::independent();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	public function test_a_streamed_answer_is_parsed_with_its_usage(): void {
		$answer = $this->answer( Asking::for( 'What does delivery cost?' ) );

		self::assertSame( 'Delivery costs 4,90 € [1]. Élégant, n’est-ce pas ? 🚚', $answer->text() );
		self::assertGreaterThan( 5, count( $answer->only( TextDelta::class ) ) );
		self::assertGreaterThan( 0, (int) $answer->usage()?->input_tokens );
		self::assertSame( FinishReason::Stop, $answer->reason() );
	}

	public function test_a_tool_is_called_and_its_result_sent_back(): void {
		$asking = Asking::for( 'I want a person' )->with_tools();
		$call   = $this->answer( $asking )->call();
		$answer = $this->answer( $asking->after_call( ToolOutcome::Saved->encode( 'The request is saved.' ), $call->input ?? [] ) );

		self::assertSame( [ 'summary' => 'The boiler leaks', 'reason' => 'asked' ], $call->input );
		self::assertSame( 'The team was told.', $answer->text() );
	}

	public function test_a_cut_answer_is_detected(): void {
		foreach ( [ 'cut me', 'hang up' ] as $question ) {
			$answer = $this->answer( Asking::for( $question ) );

			self::assertSame( LlmFailureKind::Cut, $answer->failure?->kind, $question );
			self::assertStringStartsWith( 'This ', $answer->text() );
		}
	}

	public function test_errors_are_distinguished(): void {
		self::assertSame( LlmFailureKind::RateLimited, $this->answer( Asking::for( 'too many' ) )->failure?->kind );
		self::assertSame( LlmFailureKind::Unauthorized, $this->answer( Asking::for( 'bad key' ) )->failure?->kind );
	}

	private function answer( Asking $asking ): Answer {
		return Answer::of(
			new OpenAiCompatibleClient( FixedConfig::at( self::$server->url() . '/v1' ), new ModelServerClient( new OutgoingClient() ) ),
			$asking->request(),
		);
	}
}
