<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Output of models is untrusted: it is cleaned like text typed by people, stored and streamed. */
final class HostileModelTest extends ChatTestCase {

	/** Deltas that split characters and deceptive sequences. */
	private const ANSWER = [ "Pay \u{202E}0", "01\u{202C} \xE2", "\x82\xAC", " now\xE2\x80", "\xAE.\u{E0041}\u{200F}" ];

	private const CLEAN = "Pay 001 € now.\u{200F}";

	public function test_an_answer_is_stored_without_text_direction_overrides(): void {
		$this->says( self::ANSWER );
		$this->assertSame( self::CLEAN, $this->visitor()->says( 'How much?' )->get_data()['parts'][0]['text'] );
		$stored = $this->row( 'messages', 'author_type', 'assistant' );
		$this->assertSame( self::CLEAN, $stored['text'] );
		$this->assertDoesNotMatchRegularExpression( '/202e|\x{202E}/iu', (string) $stored['parts'] );
	}

	public function test_a_streamed_answer_is_clean_in_every_part_and_complete_at_the_end(): void {
		$this->says( self::ANSWER );
		$deltas = array_column(
			array_filter( $this->visitor()->hears( 'How much?' ), static fn( array $chunk ): bool => 'text-delta' === $chunk['type'] ),
			'delta',
		);
		$this->assertSame( self::CLEAN, implode( '', $deltas ) );
		foreach ( $deltas as $delta ) {
			$this->assertDoesNotMatchRegularExpression( '/[\x{202A}-\x{202E}\x{2066}-\x{2069}\x{E0000}-\x{E007F}\x{FFFD}]/u', $delta );
		}
	}

	public function test_the_input_of_a_tool_call_is_cleaned_before_the_visitor_is_asked(): void {
		$this->settings( [ 'tools_enabled' => true, 'support_email' => 'team@example.com' ] );
		$this->model(
			static fn(): array => [ new ToolCallRequested(
				'c1',
				'send_support_email',
				[ 'summary' => "Refund \u{202E}005\u{202C}", 'reason' => 'asked' ],
			) ],
		);
		$parts = json_decode( (string) wp_json_encode( $this->visitor()->says( 'I want a person' )->get_data()['parts'] ), true );
		$tool  = array_values( array_filter( $parts, static fn( array $part ): bool => isset( $part['input'] ) ) )[0];
		$this->assertSame( 'Refund 005', $tool['input']['summary'] );
		$this->assertStringNotContainsString(
			'202e',
			strtolower( (string) wp_json_encode( $this->row( 'messages', 'author_type', 'assistant' ) ) ),
		);
	}

	/** @param list<string> $pieces */
	private function says( array $pieces ): void {
		$this->settings( [ 'grounding_action' => 'off' ] );
		$this->model( static fn(): array => array_map( static fn( string $piece ): TextDelta => new TextDelta( $piece ), $pieces ) );
	}
}
