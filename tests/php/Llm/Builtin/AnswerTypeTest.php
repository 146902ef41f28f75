<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Llm\Builtin\AnswerType;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Questions that only one kind of fact answers. */
final class AnswerTypeTest extends TestCase {

	/** @return iterable<string, array{string, list<string>, list<string>}> Question, what answers it, what does not. */
	public static function needed(): iterable {
		$time = [
			[ 'We opened in 2011.', 'Ouvert en 1998.', 'Twenty years ago.', 'Il y a dix ans.', 'Au XIXe siècle.' ],
			[ 'The shop stays open.', 'Open from 9 a.m. to 6 p.m.', 'Within 14 days.' ],
		];
		foreach ( [
			'When did you open?', 'when was the shop founded', 'Quand avez-vous ouvert ?',
			'En quelle année la ville a-t-elle été prise ?', 'since when do you exist', 'Depuis quand existez-vous ?',
		] as $question ) {
			yield $question => [ $question, ...$time ];
		}
		$age = [
			[ 'She is 42 years old.', 'Elle est née en 1980.', 'Adults only.' ],
			[ 'Founded by Jeanne Clairac, a mechanic.', 'À partir de 18 ans.', 'From 16 years.' ],
		];
		foreach ( [ 'How old is Jeanne Clairac?', 'Quel âge a Jeanne Clairac ?' ] as $question ) {
			yield $question => [ $question, ...$age ];
		}
		$least = [ [ 'À partir de 18 ans.', 'From 5 to 11 years.', 'Adults only.' ], [ 'Every day except Sunday.', 'Ouvert à 8 h.' ] ];
		foreach ( [ 'How old must you be?', 'Quel âge faut-il avoir ?' ] as $question ) {
			yield $question => [ $question, ...$least ];
		}
		$date = [ [ 'From 3 April to 26 September.', 'Du 10 juillet au 27 août.' ], [ 'From Saturday to Saturday.', 'All year.' ] ];
		foreach ( [ 'What are your opening dates?', 'Quelles sont les dates de la haute saison ?' ] as $question ) {
			yield $question => [ $question, ...$date ];
		}
		$distance = [ [ 'The car park is 300 m away.', 'La gare est à 24 km.', 'Just opposite.' ], [ 'There is a car '
			. 'park.', 'Open for 3 months.' ] ];
		foreach ( [ 'How far is the station?', 'À quelle distance est le parking ?' ] as $question ) {
			yield $question => [ $question, ...$distance ];
		}
		$most = [
			[ 'Our cheapest bike is the Pavé.', 'Le moins cher est le Pavé.', 'Bikes from €650.' ],
			[ 'The trial is free.', 'Le Pavé coûte 650 €.' ],
		];
		foreach ( [ 'Which bike is the cheapest?', 'Quel est le vélo le moins cher ?', 'What is your most expensive bike?' ] as $question ) {
			yield $question => [ $question, ...$most ];
		}
		$language = [ [ 'Courses are in French.', 'En anglais le samedi.' ], [ 'Courses are on Saturdays.' ] ];
		foreach ( [ 'Which languages do you speak?', 'Quelle langue parlez-vous ?' ] as $question ) {
			yield $question => [ $question, ...$language ];
		}
		$day = [ [ 'On the last Thursday of the month.', 'Le jeudi.' ], [ 'Takes 3 days.', 'Dès 18 h.' ] ];
		foreach ( [ 'Which day is the market?', 'Quel jour a lieu le marché ?' ] as $question ) {
			yield $question => [ $question, ...$day ];
		}
		$clock = [ [ 'It closes at 8 p.m.', 'À midi.', 'Dès 18 h.' ], [ 'It is 6 km away.' ] ];
		foreach ( [ 'What time does it close?', 'À quelle heure ça ferme ?' ] as $question ) {
			yield $question => [ $question, ...$clock ];
		}
		$count = [
			[ 'Today we are eleven.', 'Nous sommes 11.', 'Aucun salarié.', 'Trois personnes.' ],
			[ 'People come to us from afar.', 'On vient de loin chez nous.' ],
		];
		foreach ( [
			'How many people work for you?',
			'Combien de personnes travaillent chez vous ?',
			'Combien d’employés avez-vous ?',
		] as $question ) {
			yield $question => [ $question, ...$count ];
		}
		$price = [
			[ 'A tent costs €120.', 'Tents are free for members.', 'La tente est comprise.' ],
			[ 'We sell tents.', 'Tents last 10 years.', 'Tents stay free of animals.', 'Tents are free from 2 p.m.' ],
		];
		foreach ( [ 'How much is a tent?', 'Combien coûte une tente ?', 'What does a tent cost?' ] as $question ) {
			yield $question => [ $question, ...$price ];
		}
		$span = [
			[ 'The warranty lasts 2 years.', 'Garantie à vie.', 'It is done within 3 working days.', 'Dès le lendemain.' ],
			[ 'The warranty covers the frame.', 'A warranty costs €20.' ],
		];
		foreach ( [ 'How long is the warranty?', 'Combien de temps dure la garantie ?' ] as $question ) {
			yield $question => [ $question, ...$span ];
		}
		$weight = [ [ 'It weighs 18 kg.', 'Poids : 900 g' ], [ 'It has 8 gears.' ] ];
		foreach ( [ 'What does it weigh?', 'Combien pèse le vélo ?' ] as $question ) {
			yield $question => [ $question, ...$weight ];
		}
		$number = [
			[ 'VAT: FR 32 123 456 789', 'N° TVA FR32123456789' ],
			[ 'Give the VAT number before paying.', 'Indiquez le numéro de TVA 3 jours avant.' ],
		];
		foreach ( [ 'What is your VAT number?', 'what’s the company’s VAT number', 'Quel est votre numéro de TVA ?' ] as $question ) {
			yield $question => [ $question, ...$number ];
		}
	}

	/**
	 * @param list<string> $answers
	 * @param list<string> $others
	 */
	#[DataProvider( 'needed' )]
	public function test_only_a_text_with_that_fact_answers( string $question, array $answers, array $others ): void {
		$type = new AnswerType( $question );

		self::assertTrue( $type->requires_fact() );
		foreach ( $answers as $text ) {
			self::assertTrue( $type->has_required_fact( $text ), $text );
		}
		foreach ( $others as $text ) {
			self::assertFalse( $type->has_required_fact( $text ), $text );
		}
	}

	/** @return iterable<array{string}> */
	public static function open(): iterable {
		yield [ 'When do you open?' ];
		yield [ 'Quand ouvrez-vous ?' ];
		yield [ 'Quand serai-je remboursé ?' ];
		yield [ 'Can I give you my VAT number later?' ];
		yield [ 'Où indiquer mon numéro de TVA ?' ];
		yield [ 'Qui a fondé l’entreprise ?' ];
	}

	#[DataProvider( 'open' )]
	public function test_other_questions_are_answered_by_relevant_sentences( string $question ): void {
		self::assertFalse( ( new AnswerType( $question ) )->requires_fact() );
		self::assertTrue( ( new AnswerType( $question ) )->has_required_fact( 'We do.' ) );
	}

	public function test_a_sentence_on_the_subject_without_the_fact_is_not_quoted(): void {
		$asking = Asking::for( 'What is your VAT number?' )->with_passage( 'Invoices', 'For a company, give your VAT number before paying.' );

		self::assertTrue( Answer::of( ( new Services( [] ) )->get( ExtractiveClient::class ), $asking->request() )->refused() );
	}

	public function test_of_two_sentences_on_the_subject_the_one_with_the_fact_is_quoted(): void {
		$asking = Asking::for( 'When was the boat workshop founded?' )
			->with_passage(
				'About us',
				'The boat workshop was founded by brothers who loved every boat. The brothers founded the workshop in 1984.',
			);

		self::assertStringContainsString(
			'The brothers founded the workshop in 1984.',
			Answer::of( ( new Services( [] ) )->get( ExtractiveClient::class ), $asking->request() )->text(),
		);
	}
}
