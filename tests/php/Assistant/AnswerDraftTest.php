<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\AnswerDraft;
use Aaia\Chatbot\Assistant\AnswerTrace;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Llm\Cited;
use Aaia\Chatbot\Llm\OfferPerson;
use Aaia\Chatbot\Llm\Refused;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolCallRequested;
use Aaia\Chatbot\Llm\Usage;

final class AnswerDraftTest extends \PHPUnit\Framework\TestCase {

	public function test_deltas_become_one_text_and_each_call_of_the_model_a_step(): void {
		$draft = new AnswerDraft( new Parts(), 'model', new AnswerTrace( [], 0, true, 0.0, 0 ) );
		$draft->begin_step( 'model' );
		$draft->add_part( new TextDelta( 'One ' ) );
		$draft->add_part( new TextDelta( 'two' ) );
		$draft->add_part( new ToolCallRequested( 'c1', 'tool', [] ) );
		$draft->end_text();
		$this->assertCount( 1, $draft->calls() );
		$this->assertSame( 'One two', $draft->step_text() );
		$draft->begin_step( 'model' );
		$this->assertSame( [], $draft->calls() );
		$draft->add_part( new TextDelta( 'three' ) );
		$draft->end_text();
		$this->assertSame( [ 'text', 'step', 'text' ], array_column( $draft->parts()->parts, 'type' ) );
		$this->assertSame( "One two\n\nthree", $draft->parts()->text() );
	}

	public function test_an_answer_that_is_too_long_is_cut(): void {
		$draft = new AnswerDraft( new Parts(), 'model', new AnswerTrace( [], 0, true, 0.0, 0 ) );
		$draft->begin_step( 'model' );
		for ( $i = 0; $i < 5000; $i++ ) {
			$draft->add_part( new TextDelta( 'words and words ' ) );
		}
		$this->assertLessThan( 21_000, strlen( $draft->parts()->text() ) );
	}

	public function test_parts_other_than_text_are_collected(): void {
		$draft = new AnswerDraft( new Parts(), 'model', new AnswerTrace( [], 0, true, 0.0, 0 ) );
		$draft->begin_step( 'model' );
		$draft->add_part( new Cited( [ 2, 1 ] ) );
		$draft->add_part( new Cited( [ 1 ] ) );
		$draft->add_part( new OfferPerson() );
		$draft->add_part( new Usage( 10, 3, 'exact-model' ) );
		$draft->add_part( new Usage( 5, 2 ) );
		$this->assertSame( [ 2, 1 ], $draft->cited() );
		$this->assertTrue( $draft->progress()->offer_person );
		$this->assertFalse( $draft->refused() );
		$draft->add_part( new Refused() );
		$ended = $draft->finish( $draft->parts(), Generation::Complete );
		$this->assertSame(
			[ true, true, 15, 5, 'exact-model', true ],
			[ $ended->refused, $ended->offer_person, $ended->input_tokens, $ended->output_tokens, $ended->model, $ended->is_last() ],
		);
	}
}
