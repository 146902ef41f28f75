<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Tests\TestCase;

/** The language of files, which do not declare it. */
final class LanguageDetectorTest extends TestCase {

	private function guess( string ...$texts ): string {
		return LanguageDetector::detect_in_document( $texts );
	}

	public function test_the_language_of_sentences_is_detected(): void {
		$texts = [
			'de' => 'Die Lieferung ist ab fünfzig Euro kostenlos und wird mit einem Transporter ausgeführt. Die Rückgabe ist nicht '
				. 'möglich, wenn das Fahrrad benutzt wurde oder von der Bestellung abweicht.',
			'en' => 'Delivery is free from fifty euros and takes three days. You can return the bicycle within thirty days if it was not '
				. 'used, and we pay the costs of the return for you.',
			'es' => 'El envío es gratuito a partir de cincuenta euros y se realiza en tres días. La devolución de la bicicleta es '
				. 'posible en los treinta días que siguen a la compra, con su factura.',
			'fr' => 'La livraison est offerte à partir de cinquante euros et prend trois jours. Vous pouvez rendre le vélo dans les '
				. 'trente jours qui suivent l’achat, avec la facture, pour être remboursé.',
			'it' => 'La consegna è gratuita da cinquanta euro e si effettua in tre giorni. È possibile restituire la bicicletta nei '
				. 'trenta giorni che seguono, con la fattura, se non è stata usata per la città.',
			'nl' => 'De levering is gratis vanaf vijftig euro en duurt drie dagen. U kunt de fiets binnen dertig dagen terugsturen als het '
				. 'product niet is gebruikt en met de factuur van de aankoop.',
			'pt' => 'A entrega é gratuita a partir de cinquenta euros e demora três dias. A devolução da bicicleta é possível nos '
				. 'trinta dias que seguem a compra, com a fatura, se não foi usada por mais de um dia.',
		];
		foreach ( $texts as $language => $text ) {
			self::assertSame( $language, $this->guess( $text ), $language );
		}
		self::assertSame( 'fr', $this->guess( 'Conditions', '', $texts['fr'] ), 'Over all sections.' );
	}

	public function test_an_uncertain_language_is_not_guessed(): void {
		self::assertSame( '', $this->guess() );
		self::assertSame( '', $this->guess( 'La livraison' ) );
		self::assertSame( '', $this->guess( str_repeat( 'Ville 499 Cargo 3400 Pliant 899 ', 40 ) ) );
		self::assertSame( '', $this->guess( str_repeat( 'доставка бесплатна и занимает три дня ', 20 ) ) );
		self::assertSame( '', $this->guess( str_repeat( 'The delivery is free for you. La livraison est offerte pour vous. ', 10 ) ) );
		self::assertSame( '', $this->guess( str_repeat( "\xFF\xFE", 100 ) ) );
	}
}
