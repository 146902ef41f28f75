<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\ScriptedModel;

/** What a visitor sees of an answer whose figures no source contains. */
final class AnswerGuardTest extends ChatTestCase {

	private const INVENTED = [ 'Delivery costs ', '25 €. ', 'Write to sales@example.com.' ];

	public function test_a_sentence_under_the_answer_names_what_to_check(): void {
		$this->says( self::INVENTED );
		$text = $this->visitor()->says( 'What does delivery cost?' )->get_data()['parts'][0]['text'];
		$this->assertStringStartsWith( 'Delivery costs 25 €. Write to sales@example.com.', $text );
		$this->assertStringContainsString( 'Please check this: 25 €, sales@example.com.', $text );
	}

	public function test_a_local_model_is_checked_like_any_other(): void {
		$this->says( self::INVENTED )->remote = false;
		$this->assertStringContainsString(
			'Please check this: 25 €, sales@example.com.',
			$this->visitor()->says( 'What does delivery cost?' )->get_data()['parts'][0]['text'],
		);
		$this->settings( [ 'grounding_action' => 'replace' ] );
		$this->assertStringNotContainsString( '25', $this->visitor()->says( 'What does delivery cost?' )->get_data()['parts'][0]['text'] );
	}

	public function test_facts_from_the_visitor_may_be_repeated(): void {
		$this->says( self::INVENTED );
		$text = $this->visitor()->says( 'Is it 25 € and sales@example.com?' )->get_data()['parts'][0]['text'];
		$this->assertSame( implode( '', self::INVENTED ), $text );
	}

	public function test_replaced_text_is_never_shown_not_even_while_it_is_generated(): void {
		$this->settings( [ 'grounding_action' => 'replace' ] );
		$this->says( self::INVENTED );
		$chunks = $this->visitor()->hears( 'What does delivery cost?' );
		$this->assertStringNotContainsString(
			'25',
			(string) wp_json_encode( array_filter( $chunks, static fn( array $chunk ): bool => str_starts_with( $chunk['type'], 'text' ) ) ),
		);
		$finish = array_values( array_filter( $chunks, static fn( array $chunk ): bool => 'finish' === $chunk['type'] ) )[0];
		$this->assertSame( [ true, true ], [ $finish['messageMetadata']['refused'], $finish['messageMetadata']['offer_person'] ] );
		$stored = $this->row( 'messages', 'author_type', 'assistant' );
		$this->assertStringNotContainsString( '25', (string) $stored['text'] );
		$this->assertStringContainsString( 'talk to a person', (string) $stored['text'] );
	}

	public function test_a_grounded_answer_is_shown_where_others_would_be_replaced(): void {
		$this->settings( [ 'grounding_action' => 'replace' ] );
		$this->says( [ 'We are ', 'open.' ] );
		$this->assertSame( 'We are open.', $this->visitor()->says( 'Open?' )->get_data()['parts'][0]['text'] );
	}

	public function test_the_owner_can_leave_answers_as_they_are(): void {
		$this->settings( [ 'grounding_action' => 'off' ] );
		$this->says( self::INVENTED );
		$this->assertSame( implode( '', self::INVENTED ), $this->visitor()->says( 'What does delivery cost?' )->get_data()['parts'][0]['text'] );
	}

	/** @param list<string> $pieces */
	private function says( array $pieces ): ScriptedModel {
		return $this->model( static fn(): array => array_map( static fn( string $piece ): TextDelta => new TextDelta( $piece ), $pieces ) );
	}
}
