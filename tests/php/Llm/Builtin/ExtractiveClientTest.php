<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Llm\Builtin\AnswerabilityCheck;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\ToolOutcome;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ExtractiveClientTest extends TestCase {

	private const DELIVERY = "Nous livrons en France métropolitaine et en Belgique.\nLes commandes passées avant 14 h partent le "
		. "jour même. Elles arrivent sous 48 h en France et sous 3 à 5 jours ouvrés en Belgique.\nLes frais de port sont de 4,90 € "
		. 'par commande. La livraison est offerte à partir de 60 €.';

	private const HOURS = "Notre atelier vous accueille toute l’année.\nNos horaires d’ouverture :\nLundi : fermé\nMardi au "
		. "vendredi : 9 h 30 - 18 h\nSamedi : 10 h - 17 h\nNous sommes fermés les jours fériés.";

	public function test_a_question_is_answered_in_the_sites_own_words_with_its_source(): void {
		$answer = $this->answer( $this->asking( 'Combien coûte la livraison ?' ) );

		self::assertStringContainsString( 'Les frais de port sont de 4,90 € par commande.', $answer->text() );
		self::assertSame( [ 1 ], $answer->cited() );
		self::assertFalse( $answer->refused() );
		self::assertSame( FinishReason::Stop, $answer->reason() );
	}

	public function test_a_list_is_quoted_whole_with_the_line_that_announces_it(): void {
		$answer = $this->answer( $this->asking( 'Quels sont vos horaires ?' ) );

		self::assertStringStartsWith(
			"Nos horaires d’ouverture :\n- Lundi : fermé\n- Mardi au vendredi : 9 h 30 - 18 h\n- Samedi : 10 h - 17 h",
			$answer->text(),
		);
		self::assertSame( [ 2 ], $answer->cited() );
	}

	public function test_a_sentence_that_refers_back_is_quoted_with_the_previous_one(): void {
		$answer = $this->answer( $this->asking( 'Quand arrive ma commande en Belgique ?' ) );

		self::assertSame(
			'Les commandes passées avant 14 h partent le jour même. Elles arrivent sous 48 h en France et sous 3 à 5 jours ouvrés en Belgique.',
			$answer->text(),
		);
	}

	public function test_the_answer_under_a_question_of_the_page_is_given_and_not_the_question(): void {
		$answer = $this->answer( Asking::for( 'are cheques accepted' )->with_passage(
			'FAQ',
			"Can I pay in instalments?\nYes, from £100.\nDo you accept cheques?\nNo, not since 2023.",
		) );

		self::assertSame( 'No, not since 2023.', $answer->text() );
	}

	public function test_the_sections_of_a_page_are_quoted_under_their_headings(): void {
		$page = "We are at 12 High Street.\n\n## Shop\nMonday: closed\nTuesday to Friday: 9 a.m. to 7 p.m.\n\n## Workshop\nSaturday: 10 "
			. "a.m. to 5 p.m.\n\n## History\nWe began in 2011.";

		self::assertSame(
			"Shop:\n- Monday: closed\n- Tuesday to Friday: 9 a.m. to 7 p.m.\n\nWorkshop:\n- Saturday: 10 a.m. to 5 p.m.",
			$this->answer( Asking::for( 'What are your opening hours?' )->with_page( 'Opening hours', $page ) )->text()
		);
	}

	public function test_a_sentence_is_quoted_with_the_heading_it_needs(): void {
		$page = "You may return an item within 30 days.\n\n## What cannot be returned\nOpened tyres, and helmets whose seal is broken.";

		self::assertSame(
			'What cannot be returned: Opened tyres, and helmets whose seal is broken.',
			$this->answer( Asking::for( 'Can I return a helmet?' )->with_page( 'Returns', $page ) )->text(),
		);
	}

	public function test_an_identical_question_of_a_page_is_answered_with_nothing_else(): void {
		$page = "## Must I register my bike?\nMarking a bike bought elsewhere costs €25.\n\n## Do you repair bikes bought "
			. "elsewhere?\nYes, all makes.";

		self::assertSame(
			'Yes, all makes.',
			$this->answer( Asking::for( 'do you repair bikes bought elsewhere' )->with_page( 'Questions', $page ) )->text(),
		);
	}

	public function test_the_kind_of_fact_asked_for_decides_between_sentences_on_the_same_thing(): void {
		$page = "## Delivery times\nBelgium: 3 to 4 working days.\n\n## Delivery costs\nBelgium: €8.50, free from €120.";

		self::assertStringContainsString(
			'Belgium: €8.50',
			$this->answer( Asking::for( 'How much is delivery to Belgium?' )->with_page( 'Delivery', $page ) )->text(),
		);
	}

	public function test_a_question_with_a_name_that_no_passage_contains_is_refused_unless_a_list_leaves_it_out(): void {
		$page = 'We deliver to France, Belgium and Switzerland within 3 days.';

		self::assertTrue(
			$this->answer( Asking::for( 'Do you deliver to Grenoble?' )->with_page( 'Delivery', $page, confidence: 0.4 ) )->refused(),
		);
		self::assertStringStartsWith(
			"No, Canada is not on the list:\n\nWe deliver to France",
			$this->answer( Asking::for( 'Do you deliver to Canada?' )->with_page( 'Delivery', $page, confidence: 0.4 ) )->text(),
		);
		self::assertFalse(
			$this->answer( Asking::for( 'Do you deliver to Belgium?' )->with_page( 'Delivery', $page, confidence: 0.7 ) )->refused(),
		);
	}

	/** @return iterable<array{string}> */
	public static function words_that_name_nothing(): iterable {
		foreach ( [ 'a', 'A', 'à', 'h', 'y', 'the', 'le', 'de la', 'le la les', 'the of and', 'and or the', 'comment ?' ] as $words ) {
			yield $words => [ $words ];
		}
	}

	#[DataProvider( 'words_that_name_nothing' )]
	public function test_stop_words_alone_are_neither_answered_nor_taken_for_a_request( string $words ): void {
		$page   = 'The shop of the family is open, and the workshop too. Le vélo de la fille et les clés sont à la boutique, du lundi '
			. 'au samedi de 10 h à 18 h.';
		$answer = $this->answer( Asking::for( $words )->with_page( 'Le magasin, the shop', $page, confidence: 1.0 ) );

		self::assertStringContainsString( 'didn’t quite understand', $answer->text() );
		self::assertSame( [ [], [], false ], [ $answer->calls(), $answer->cited(), $answer->refused() ] );
	}

	public function test_stop_words_that_are_a_pages_name_find_it(): void {
		$answer = $this->answer( Asking::for( 'Qui sommes nous' )->with_page(
			'Qui sommes-nous ?',
			'Nous sommes une famille de boulangers depuis 1982.',
		) );

		self::assertStringContainsString( 'famille de boulangers', $answer->text() );
	}

	public function test_a_question_of_stop_words_for_the_address_is_refused_when_no_page_contains_it(): void {
		self::assertTrue( $this->answer( Asking::for( 'Where are you?' )->with_page( 'Bread', 'We bake bread.' ) )->refused() );
	}

	public function test_text_is_streamed_in_several_parts(): void {
		$answer = $this->answer( $this->asking( 'Combien coûte la livraison ?' ) );

		self::assertGreaterThan( 1, count( $answer->only( TextDelta::class ) ) );
		self::assertTrue( mb_check_encoding( $answer->text(), 'UTF-8' ) );
	}

	public function test_weak_evidence_is_refused_and_the_button_named(): void {
		$answer = $this->answer( Asking::for( 'Vendez-vous des avions ?' )->in( 'fr_FR' )->with_passage(
			'Livraison',
			self::DELIVERY,
			AnswerabilityCheck::SURE / 4,
		) );

		self::assertTrue( $answer->refused() );
		self::assertSame( [], $answer->cited() );
		self::assertStringContainsString( '« Parler à une personne »', str_replace( "\u{A0}", ' ', $answer->text() ) );
	}

	public function test_a_question_without_a_matching_passage_is_refused(): void {
		self::assertTrue( $this->answer( Asking::for( 'Do you sell aeroplanes?' ) )->refused() );
	}

	public function test_the_visitors_language_is_preferred_and_another_one_announced(): void {
		$both = Asking::for( 'How much is delivery?' )
			->with_passage( 'Livraison', 'La livraison coûte 5 €.', 0.95, 'fr' )
			->with_passage( 'Delivery', 'Delivery costs 5 €.', 0.9, 'en' );
		$one  = Asking::for( 'How much is delivery?' )
			->with_passage( 'Livraison (delivery)', 'La livraison (delivery) coûte 5 €.', 0.95, 'fr' );

		self::assertSame( 'Delivery costs 5 €.', $this->answer( $both )->text() );
		self::assertSame( [ 2 ], $this->answer( $both )->cited() );
		self::assertStringStartsWith( 'The page “Livraison (delivery)” says, in French:', $this->answer( $one )->text() );
		$rare = Asking::for( 'How much is delivery?' )->with_passage( 'Livrezon (delivery)', 'Livrezon (delivery) 5 €.', 0.95, 'br' );
		self::assertStringStartsWith( 'The page “Livrezon (delivery)” says, in another language:', $this->answer( $rare )->text() );
		$english = Asking::for( 'Combien coûte la livraison ?' )
			->in( 'fr_FR' )
			->with_passage( 'Delivery (livraison)', 'The price of delivery (livraison) is 5 €.', 0.95, 'en' );
		self::assertStringStartsWith( "La page «\u{A0}Delivery (livraison)\u{A0}» dit, en anglais\u{A0}:", $this->answer( $english )->text() );
	}

	public function test_small_talk_is_answered_in_the_pages_language_whatever_wordpress_speaks(): void {
		self::assertStringStartsWith( 'Bonjour', $this->answer( Asking::for( 'Bonjour' )->in( 'fr_FR' ) )->text() );
		self::assertStringStartsWith( 'You’re welcome', $this->answer( Asking::for( 'thanks' )->in( 'en_GB' ) )->text() );

		switch_to_locale( 'fr_FR' );
		self::assertStringStartsWith( 'Goodbye', $this->answer( Asking::for( 'bye' )->in( 'en_US' ) )->text() );
		self::assertSame( 'fr_FR', determine_locale() );
		restore_previous_locale();
	}

	public function test_it_says_that_it_is_not_a_person(): void {
		$answer = $this->answer( Asking::for( 'are you a robot?' ) );

		self::assertStringContainsString( 'automatic assistant, not a person', $answer->text() );
		self::assertTrue( $answer->offers_person() );
	}

	public function test_a_request_for_a_person_calls_the_tool_when_tools_are_on(): void {
		$answer = $this->answer(
			Asking::for( 'a human please' )->after( 'user', 'My boiler leaks' )->after( 'assistant', 'I do not know.' )->with_tools(),
		);

		self::assertSame( 'send_support_email', $answer->call()->name );
		self::assertSame( 'asked', $answer->call()->input['reason'] ?? null );
		self::assertStringContainsString( 'My boiler leaks', (string) ( $answer->call()->input['summary'] ?? '' ) );
		self::assertSame( $answer->call()->input, json_decode( $answer->call()->raw, true ) );
		self::assertSame( FinishReason::ToolCalls, $answer->reason() );
	}

	public function test_a_request_for_a_person_names_the_button_when_tools_are_off(): void {
		$answer = $this->answer( Asking::for( 'a human please' ) );

		self::assertSame( [], $answer->calls() );
		self::assertTrue( $answer->offers_person() );
		self::assertStringContainsString( '“Talk to a person”', $answer->text() );
	}

	public function test_a_request_to_be_contacted_includes_the_typed_address(): void {
		$call = $this->answer( Asking::for( 'Please contact me at Ada.L@example.org, thanks' )->with_tools() )->call();

		self::assertSame( 'contact', $call->input['reason'] ?? null );
		self::assertSame( 'Ada.L@example.org', $call->input['email'] ?? null );
	}

	public function test_each_reason_is_distinguished(): void {
		self::assertSame(
			'technical',
			$this->answer( Asking::for( 'The site is broken, my payment fails' )->with_tools() )->call()->input['reason'] ?? null,
		);
		self::assertSame( 'frustration', $this->answer( Asking::for( 'this is useless' )->with_tools() )->call()->input['reason'] ?? null );
		self::assertSame( 'out_of_scope', $this->answer( Asking::for( 'cancel my order' )->with_tools() )->call()->input['reason'] ?? null );
	}

	public function test_the_second_refusal_in_a_row_asks_for_a_person(): void {
		$first  = $this->answer( Asking::for( 'Do you sell aeroplanes?' )->with_tools() );
		$second = $this->answer(
			Asking::for( 'Do you sell purple helmets?' )
				->after( 'user', 'Do you sell aeroplanes?' )
				->after( 'assistant', 'I did not find it.', true )
				->with_passage( 'Returns', 'Items can be sent back within 30 days. Helmets that we sell cannot.', 0.0 )
				->with_tools(),
		);

		self::assertSame( [], $first->calls() );
		self::assertTrue( $second->refused() );
		self::assertSame( 'frustration', $second->call()->input['reason'] ?? null );
	}

	public function test_the_second_refusal_of_what_no_page_speaks_of_names_the_button(): void {
		$second = $this->answer(
			Asking::for( 'Who won the world cup?' )
				->after( 'user', 'What is the weather tomorrow?' )
				->after( 'assistant', 'I did not find it.', true )
				->with_passage( 'Repairs', 'Our workshop looks after bikes of all makes.', 0.1 )
				->with_tools(),
		);

		self::assertTrue( $second->refused() );
		self::assertSame( [], $second->calls() );
		self::assertStringContainsString( 'use the button “Talk to a person”', $second->text() );
	}

	public function test_refusals_with_an_answer_between_them_are_not_in_a_row(): void {
		$answer = $this->answer(
			Asking::for( 'And helicopters?' )
				->after( 'assistant', 'I did not find it.', true )
				->after( 'assistant', 'Delivery costs 5 €.' )
				->with_tools(),
		);

		self::assertSame( [], $answer->calls() );
	}

	public function test_yes_after_a_refusal_is_a_request_for_a_person(): void {
		$answer = $this->answer(
			Asking::for( 'yes please' )->after( 'assistant', 'I did not find it. To talk to a person, use the button.', true )->with_tools(),
		);

		self::assertSame( 'asked', $answer->call()->input['reason'] ?? null );
	}

	public function test_a_question_about_what_needs_a_person_is_answered_by_the_page_that_explains_it(): void {
		$asking = Asking::for( 'How do I cancel my order?' )->with_tools();
		$known  = $this->answer( ( clone $asking )->with_passage(
			'Orders',
			'You can cancel your order within an hour from your account page.',
		) );

		self::assertStringContainsString( 'within an hour', $known->text() );
		self::assertTrue( $known->offers_person() );
		self::assertSame( [], $known->calls() );
		self::assertSame( 'out_of_scope', $this->answer( $asking )->call()->input['reason'] ?? null );
	}

	public function test_the_same_question_again_is_answered_with_the_offer_of_a_person(): void {
		$answer = $this->answer( $this->asking( 'Combien coûte la livraison ?' )->after( 'user', 'combien coute la livraison' )->after(
			'assistant',
			'Les frais…',
		) );

		self::assertStringContainsString( '4,90 €', $answer->text() );
		self::assertTrue( $answer->offers_person() );
	}

	public function test_the_outcome_of_the_request_is_reported_as_it_is(): void {
		$asking = static fn( ToolOutcome $outcome ): Asking => Asking::for( 'a human please' )
			->with_tools()
			->after_call( $outcome->encode( 'Whatever.' ) );

		$saved = $this->answer( $asking( ToolOutcome::Saved ) )->text();
		self::assertSame( 'Anything to add? Just write it here.', $saved, 'The panel says the rest.' );
		self::assertStringContainsString( 'nothing was sent', $this->answer( $asking( ToolOutcome::Declined ) )->text() );
		self::assertStringContainsString( 'couldn’t be passed on', $this->answer( $asking( ToolOutcome::Failed ) )->text() );
		self::assertStringContainsString(
			'couldn’t be passed on',
			$this->answer( Asking::for( 'x' )->after_call( 'Something happened' ) )->text(),
		);
		self::assertSame( [], $this->answer( $asking( ToolOutcome::Saved ) )->calls() );
	}

	public function test_nothing_is_requested_twice(): void {
		$wish    = $this->answer( Asking::for( 'I want a human' )->with_tools()->with_a_person_told() );
		$refusal = $this->answer( Asking::for( 'aeroplanes?' )->after( 'assistant', 'No.', true )->with_tools()->with_a_person_told() );

		self::assertSame( [], [ ...$wish->calls(), ...$refusal->calls() ] );
		self::assertFalse( $wish->offers_person() );
		self::assertStringContainsString( 'already has your request', $wish->text() );
		self::assertTrue( $refusal->refused() );
	}

	public function test_hostile_passages_and_questions_do_no_harm(): void {
		$answer = $this->answer( Asking::for( "%s %1\$s \xff <script> delivery" )->with_passage(
			'%s',
			"Delivery is %d free \xc3( today.\n" . str_repeat( 'a', 20000 ),
		) );

		self::assertTrue( mb_check_encoding( $answer->text(), 'UTF-8' ) );
		self::assertStringContainsString( '%d', $answer->text() );
	}

	private function asking( string $question ): Asking {
		return Asking::for( $question )
			->in( 'fr_FR' )
			->with_passage( 'Livraison', self::DELIVERY, 0.9, 'fr' )
			->with_passage( 'Horaires', self::HOURS, 0.85, 'fr' );
	}

	private function answer( Asking $asking ): Answer {
		return Answer::of( ( new Services( [] ) )->get( ExtractiveClient::class ), $asking->request() );
	}
}
