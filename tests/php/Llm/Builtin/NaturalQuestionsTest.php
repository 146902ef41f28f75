<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\SmallSites;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Questions of visitors of small sites, as they type them, with the expected answers. */
final class NaturalQuestionsTest extends TestCase {

	/** @return iterable<string, array{string, string, string}> Site, question, the whole answer. */
	public static function answered(): iterable {
		$answers = [
			'restaurant' => [
				'Vous êtes où ?'                    => "Contact :\n- 14 bis, place de l’Église\n- 31000 Toulouse",
				'Où êtes-vous ?'                    => "Contact :\n- 14 bis, place de l’Église\n- 31000 Toulouse",
				'quelle est l’adress du restaurant' => "Contact :\n- 14 bis, place de l’Église\n- 31000 Toulouse",
				'Quel est votre numéro ?'           => "Contact :\n- Tél. : 05.61.22.33.44",
				'numero de telefone svp'            => "Contact :\n- Tél. : 05.61.22.33.44",
				'je voudrais vous téléphoner'       => "Contact :\n- Tél. : 05.61.22.33.44",
				'votre mail ?'                      => 'Contact : contact@letilleul.example',
				'ouvert jeudi soir ?'               => 'Ouvert midi et soir du mercredi au dimanche.',
				'êtes-vous ouverts le lundi ?'      => 'Ouvert midi et soir du mercredi au dimanche. Service de 12h à 14h et de 19h à 22h.',
				'Acceptez-vous les chèques ?'       => "Nous n’acceptons pas :\n- les chèques",
			],
			'dentist'    => [
				'where r u'                               => 'Visit us: Unit 4, 27 Market Street, Harrogate HG1 1QE',
				'Where are you?'                          => 'Visit us: Unit 4, 27 Market Street, Harrogate HG1 1QE',
				'Where is the practice located?'          => 'Visit us: Unit 4, 27 Market Street, Harrogate HG1 1QE',
				'What is your phone number?'              => 'Call 01423 555 012 or email reception@smiles.example.',
				'telephne number'                         => 'Call 01423 555 012 or email reception@smiles.example.',
				'your email pls'                          => 'Call 01423 555 012 or email reception@smiles.example.',
				'how can I contact you'                   => 'Call 01423 555 012 or email reception@smiles.example.',
				'when do you open on Friday?'             => 'Opening times: Fri 8.30am - 4pm',
				'are you open on wednesday'               => 'Opening times: Mon-Thu 8.30am - 5.30pm',
				'open weekends?'                          => 'Opening times: Sat and Sun closed',
				'how long does a check-up take'           => 'About 20 minutes.',
				'how much is a check up'                  => "Fees:\n- Check-up: £48",
				'Do you offer orthodontics for children?' => "We do not offer:\n- Orthodontics for children.",
				'What don’t you offer?'                   => "We do not offer:\n- Orthodontics for children.\n- General anaesthetic.",
			],
			'shop'       => [
				'How much does delivery cost?'              => "Delivery costs:\n- France: €4.90, free from €60\n- Belgium: €8.50\n- "
					. 'Switzerland: €14.00',
				'delivery Switzerland price'                => "Delivery costs:\n- Switzerland: €14.00",
				'How long does delivery take to Belgium?'   => "Delivery times:\n- Belgium: 4 working days",
				'How long does the warranty last?'          => "How long it lasts:\n- Tents: 5 years\n- Boots: 2 years\n- Stoves: 10 years",
				'how long is the warranty on boots'         => "How long it lasts:\n- Boots: 2 years",
				'What can’t I return?'                      => "What cannot be returned:\n- Tents that were slept in.\n- Boots that were "
					. 'worn outside.',
				'where is my parcel'                        => "The tracking number is sent by e-mail when the parcel leaves us.\n\nIf this "
					. 'doesn’t answer your question, a person can help you: use the button “Talk to a person”.',
				'How can I pay?'                            => 'We accept Visa, Mastercard, PayPal and, in the shop, cash up to €1,000.',
				'my parcel arrived damaged, what do I do?'  => "A damaged parcel: Note the damage. We replace the item at our cost.\n\nIf this "
					. 'doesn’t answer your question, a person can help you: use the button “Talk to a person”.',
				'Do you take cash?'                         => 'We accept Visa, Mastercard, PayPal and, in the shop, cash up to €1,000.',
			],
			'boutique'   => [
				'Combien coûte la livraison ?'             => "Frais de livraison :\n- France : 4,90 €, offerts dès 60 €\n- Belgique : "
					. "8,50 €\n- Suisse : 14 €",
				'Combien coûte la livraison en Suisse ?'     => "Frais de livraison :\n- Suisse : 14 €",
				'Combien de temps dure la garantie ?'        => "Durée :\n- Tentes : 5 ans\n- Chaussures : 2 ans\n- Réchauds : 10 ans",
				'quelle est la durée de garantie des tentes' => "Durée :\n- Tentes : 5 ans",
				'Que ne peut-on pas retourner ?'             => "Ce qui ne peut pas être retourné :\n- Les tentes où l’on a dormi.\n- Les "
					. 'chaussures portées dehors.',
				'quels moyens de paiement acceptez vous'   => 'Nous acceptons les cartes, PayPal et, au magasin, les espèces jusqu’à 1 000 €.',
				'ou est mon colis'                         => "Le numéro de suivi est envoyé par e-mail quand le colis part.\n\nSi cela ne "
					. 'répond pas à votre question, une personne peut vous aider : utilisez le bouton « Parler à une personne ».',
				'prenez-vous l’espèce ?'                   => 'Nous acceptons les cartes, PayPal et, au magasin, les espèces jusqu’à 1 '
					. '000 €.',
			],
		];
		foreach ( $answers as $site => $questions ) {
			foreach ( $questions as $question => $answer ) {
				yield "{$site}: {$question}" => [ $site, $question, $answer ];
			}
		}
	}

	#[DataProvider( 'answered' )]
	public function test_practical_questions_are_answered_with_the_right_lines( string $site, string $question, string $answer ): void {
		self::assertSame( $answer, str_replace( "\u{A0}", ' ', $this->answer( $site, $question )->text() ) );
	}

	/** @return iterable<string, array{string, string}> Site, question. */
	public static function refused(): iterable {
		foreach (
			[
				'restaurant' => [ 'Quelle est l’adresse de la mairie ?', 'Vendez-vous des vélos ?', 'recrutez-vous des serveurs' ],
				'dentist'    => [
					'What is your fax number?',
					'where are your products made',
					'are you open to partnerships',
					'Do you have a practice in Paris?',
					'where is the nearest hospital',
				],
				'shop'       => [ 'Do you deliver to Grenoble?', 'Who won the world cup?' ],
				'boutique'   => [ 'Livrez-vous à Londres ?', 'Quelle est la capitale du Japon ?' ],
			] as $site => $questions
		) {
			foreach ( $questions as $question ) {
				yield "{$site}: {$question}" => [ $site, $question ];
			}
		}
	}

	#[DataProvider( 'refused' )]
	public function test_questions_the_pages_do_not_answer_are_refused( string $site, string $question ): void {
		$answer = Answer::of( ( new Services( [] ) )->get( ExtractiveClient::class ), SmallSites::asking( $site, $question, 0.45 )->request() );

		self::assertTrue( $answer->refused(), $answer->text() );
	}

	/** @return iterable<string, array{string, string, string, string}> Site, question before, question, answer. */
	public static function continued(): iterable {
		yield 'a day' => [ 'dentist', 'When are you open?', 'and on Friday?', 'Opening times: Fri 8.30am - 4pm' ];
		yield 'a country' => [ 'shop', 'How much is delivery to Belgium?', 'and to Switzerland?', "Delivery costs:\n- Switzerland: €14.00" ];
		yield 'un pays' => [
			'boutique',
			'Combien coûte la livraison en Belgique ?',
			'et en Suisse ?',
			"Frais de livraison :\n- Suisse : 14 €",
		];
	}

	#[DataProvider( 'continued' )]
	public function test_a_follow_up_is_completed_from_the_previous_question(
		string $site,
		string $before,
		string $question,
		string $answer,
	): void {
		$asking = SmallSites::asking( $site, $question )->after( 'user', $before )->after( 'assistant', 'Yes.' );

		self::assertSame(
			$answer,
			str_replace( "\u{A0}", ' ', Answer::of( ( new Services( [] ) )->get( ExtractiveClient::class ), $asking->request() )->text() ),
		);
	}

	public function test_a_list_of_what_is_excluded_is_never_quoted_without_the_words_that_exclude_it(): void {
		foreach ( [
			[ 'shop', 'Can I return a tent?', 'What cannot be returned:' ],
			[ 'shop', 'Can I return boots?', 'What cannot be returned:' ],
			[ 'dentist', 'do you do general anaesthetic', 'We do not offer:' ],
			[ 'restaurant', 'acceptez-vous les animaux ?', 'Nous n’acceptons pas :' ],
		] as [ $site, $question, $words ] ) {
			self::assertStringContainsString( $words, $this->answer( $site, $question )->text(), $question );
		}
	}

	private function answer( string $site, string $question ): Answer {
		return Answer::of( ( new Services( [] ) )->get( ExtractiveClient::class ), SmallSites::asking( $site, $question )->request() );
	}
}
