<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant\Grounding;

use Aaia\Chatbot\Assistant\Grounding\SentenceSupport;
use Aaia\Chatbot\Search\Passage;

final class SentenceSupportTest extends \PHPUnit\Framework\TestCase {

	public function test_each_sentence_is_measured_by_the_passage_that_holds_most_of_its_words(): void {
		$support = ( new SentenceSupport() )->measure(
			"**Deliveries** take four days [2]. We also repair boilers and windmills.\n- Livraison gratuite dès cinquante euros.",
			[ $this->passage( 'We repair boilers.' ), $this->passage( 'Delivery takes four days. La livraison est GRATUITE des cinquante euros' ) ]
		);
		$this->assertSame(
			[ 'Deliveries take four days.', 'We also repair boilers and windmills.', 'Livraison gratuite dès cinquante euros.' ],
			array_column( $support, 'text' ),
		);
		$this->assertSame( [ 2, 1, 2 ], array_column( $support, 'passage' ) );
		$this->assertSame( 0.67, $support[1]['support'] );
		$this->assertSame( 1.0, $support[2]['support'] );
	}

	public function test_an_unsupported_sentence_has_no_passage_and_one_without_content_is_left_out(): void {
		$this->assertSame(
			[ [ 'text' => 'Penguins swim.', 'support' => 0.0, 'passage' => null ] ],
			( new SentenceSupport() )->measure( 'Penguins swim. And so it is.', [ $this->passage( 'We repair boilers.' ) ] ),
		);
		$this->assertSame( [], ( new SentenceSupport() )->measure( '', [] ) );
	}

	private function passage( string $text ): Passage {
		return new Passage( 1, 1, 'a', '', [], $text, '', 'en', 1.0, 1.0, null );
	}
}
