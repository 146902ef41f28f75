<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Health;

/**
 * A small site in French and English with pages that contradict each other, and more that only appear to.
 *
 * The rules were developed on the first site (TUNED). The others were written independently and measured before they led to changes of
 * the rules. Both measurements are in docs/decisions/0021.
 * A page is `[language, title, [[headings, text], ...]]`; a contradiction is `kind, page, value, page, value`.
 */
final class SmallSite {

	public const TUNED = [
		'fr-livraison'  => [
			'fr',
			'Livraison et retours',
			[
				[
					[],
					"Nous livrons partout en France métropolitaine.\nLa livraison standard coûte 5,90 €. La livraison express coûte 9,90 €.\nLivraison en point relais : 4,50 €.\nLa livraison standard prend 3 à 5 jours ouvrés.",
				],
				[ [ 'Retours' ], "Vous disposez de 30 jours pour retourner un article.\nLe remboursement est effectué sous 14 jours." ],
			],
		],
		'fr-faq'        => [
			'fr',
			'Foire aux questions',
			[
				[ [ 'Combien coûte la livraison standard ?' ], 'La livraison standard est facturée 6,90 €.' ],
				[
					[ 'Quel est le délai de livraison ?' ],
					'La livraison express arrive en 24 heures. La livraison standard arrive en 4 jours ouvrés.',
				],
				[ [ 'Puis-je retourner un article ?' ], 'Oui, vous avez 14 jours pour retourner un article.' ],
			],
		],
		'fr-cgv'        => [
			'fr',
			'Conditions générales de vente',
			[
				[ [ 'Article 4 – Remboursement' ], 'Le remboursement intervient sous deux semaines après réception du retour.' ],
				[ [ 'Article 5 – Garantie' ], 'Nos vélos sont garantis 24 mois.' ],
				[ [ 'Article 6 – Paiement' ], 'Le paiement des factures est dû sous 30 jours.' ],
			],
		],
		'fr-velos'      => [
			'fr',
			'Nos vélos de ville',
			[
				[ [ 'Garantie' ], 'Tous nos vélos sont garantis 2 ans.' ],
				[ [ 'Modèle Azur' ], 'Prix : 890 €' ],
				[ [ 'Modèle Corail' ], 'Prix : 1 090 €' ],
			],
		],
		'fr-azur'       => [ 'fr', 'Vélo Azur', [ [ [], "Prix : 890 €\nLivraison en 3 jours.\nPoids : 14 kg." ] ] ],
		'fr-corail'     => [ 'fr', 'Vélo Corail', [ [ [], "Prix : 1 150 €\nLivraison en 8 jours." ] ] ],
		'fr-contact'    => [
			'fr',
			'Contact',
			[ [
				[],
				"Téléphone : 01 23 45 67 89\nE-mail : bonjour@velos-exemple.fr\nLe service client est ouvert du lundi au vendredi de 9 h à 18 h.",
			] ],
		],
		'fr-mentions'   => [
			'fr',
			'Mentions légales',
			[
				[ [ 'Éditeur' ], 'Vélos Exemple, 3 rue des Lilas, 75011 Paris.' ],
				[ [ 'Hébergeur' ], 'Hébergement SAS. Téléphone : 09 72 10 10 07' ],
			],
		],
		'fr-service'    => [
			'fr',
			'Service client',
			[ [ [], 'Appelez le service client au 01 23 45 67 89. Pour l’atelier, appelez le 01 23 45 67 90.' ] ],
		],
		'fr-atelier'    => [
			'fr',
			'Atelier et réparations',
			[ [
				[],
				"Appelez l’atelier au 01 23 45 67 99.\nLa révision complète coûte 65 €. La révision simple coûte 35 €.\nComptez 48 h pour une révision simple.",
			] ],
		],
		'fr-tarifs'     => [
			'fr',
			'Tarifs de l’atelier',
			[ [ [], "Révision complète : 75 €; Révision simple : 35 €\nRéparation d’une crevaison : 12 €" ] ],
		],
		'fr-location'   => [
			'fr',
			'Location de vélos',
			[ [
				[],
				"Location d’un vélo à la journée : 18 €. Location d’un vélo à la semaine : 80 €.\nLa caution est de 300 € par vélo.\nTarif enfant : 9 €; Tarif adulte : 18 €",
			] ],
		],
		'fr-groupes'    => [
			'fr',
			'Groupes et entreprises',
			[ [
				[],
				"La caution est de 250 € par vélo.\nPour 10 personnes, la visite guidée coûte 150 €. Pour 20 personnes, la visite guidée coûte 260 €.",
			] ],
		],
		'fr-stage-2024' => [
			'fr',
			'Stage mécanique 2024',
			[ [ [], 'Le stage de mécanique coûte 80 €. Le stage de mécanique a lieu le 12 octobre 2024.' ] ],
		],
		'fr-stage-2025' => [
			'fr',
			'Stage mécanique 2025',
			[ [ [], 'Le stage de mécanique coûte 90 €. Le stage de mécanique a lieu le 11 octobre 2025.' ] ],
		],
		'fr-fete'       => [
			'fr',
			'Fête du vélo',
			[ [ [], "La fête du vélo aura lieu le 7 juin 2026.\nInscription à la balade avant le 30 mai 2026." ] ],
		],
		'fr-agenda'     => [
			'fr',
			'Agenda',
			[ [ [], "La fête du vélo aura lieu le dimanche 14 juin 2026.\nBourse aux vélos le 20 septembre 2026." ] ],
		],
		'fr-offre'      => [
			'fr',
			'Offre de rentrée',
			[ [ [], 'Livraison standard offerte dès 50 € d’achat. Un antivol à 20 € au lieu de 30 €.' ] ],
		],
		'fr-carte'      => [
			'fr',
			'Carte de fidélité',
			[ [ [], 'Avec la carte, livraison standard offerte dès 80 € d’achat. La carte est valable 12 mois.' ] ],
		],
		'en-shipping'   => [
			'en',
			'Shipping',
			[ [
				[],
				"Standard delivery costs £4.99. Express delivery costs £8.99.\nOrders are dispatched within 24 hours.\nStandard delivery takes 3 to 5 working days.",
			] ],
		],
		'en-faq'        => [
			'en',
			'FAQ',
			[
				[ [ 'How much is delivery?' ], 'Standard delivery is £5.99.' ],
				[ [ 'How long do I have to return my order?' ], 'You have 30 days to return your order.' ],
				[ [ 'How long does delivery take?' ], 'Express delivery takes 2 working days.' ],
			],
		],
		'en-returns'    => [ 'en', 'Returns', [ [ [], "You can return your order within 28 days.\nRefunds are paid within 14 days." ] ] ],
		'en-terms'      => [
			'en',
			'Terms and conditions',
			[
				[ [ '7. Refunds' ], 'We pay refunds within 10 days.' ],
				[ [ '8. Warranty' ], 'The frame has a warranty of 10 years; the battery has a warranty of 2 years.' ],
			],
		],
		'en-battery'    => [ 'en', 'Batteries', [ [ [], "The battery has a warranty of 24 months.\nA full charge takes 4 hours." ] ] ],
		'en-contact'    => [ 'en', 'Contact us', [ [ [], "Phone: +44 20 7946 0018\nEmail: hello@bikes-example.co.uk" ] ] ],
		'en-press'      => [ 'en', 'Press', [ [ [], 'Journalists write to press@bikes-example.co.uk.' ] ] ],
		'en-about'      => [ 'en', 'About us', [ [ [], "We have repaired bikes for 20 years.\nPhone: 020 7946 0081" ] ] ],
		'en-membership' => [
			'en',
			'Membership',
			[ [ [], 'Membership costs £30 per year or £3 per month. Cancel membership with 30 days’ notice.' ] ],
		],
		'en-join'       => [
			'en',
			'Join the club',
			[ [ [], 'Annual membership is free for children under 12 years. Cancel your membership at 14 days’ notice.' ] ],
		],
		'en-hire'       => [ 'en', 'Bike hire', [ [ [], "Adult bike hire: £20 per day. Child bike hire: £12 per day.\nDeposit: £100." ] ] ],
		'en-hire-old'   => [ 'en', 'Hire a bike', [ [ [], "Adult bike hire: £18 per day.\nBike hire support: hire@bikes-example.co.uk" ] ] ],
		'en-hire-help'  => [ 'en', 'Help for hirers', [ [ [], 'Bike hire support: rental@bikes-example.co.uk' ] ] ],
	];

	public const TUNED_TRUE = [
		[ 'price', 'fr-livraison', '5,90 €', 'fr-faq', '6,90 €' ],
		[ 'delay', 'fr-livraison', '30 jours', 'fr-faq', '14 jours' ],
		[ 'price', 'fr-velos', '1 090 €', 'fr-corail', '1 150 €' ],
		[ 'phone', 'fr-service', '01 23 45 67 90', 'fr-atelier', '01 23 45 67 99' ],
		[ 'price', 'fr-atelier', '65 €', 'fr-tarifs', '75 €' ],
		[ 'price', 'fr-location', '300 €', 'fr-groupes', '250 €' ],
		[ 'date', 'fr-fete', '7 juin 2026', 'fr-agenda', '14 juin 2026' ],
		[ 'price', 'fr-offre', '50 €', 'fr-carte', '80 €' ],
		[ 'price', 'en-shipping', '£4.99', 'en-faq', '£5.99' ],
		[ 'delay', 'en-faq', '30 days', 'en-returns', '28 days' ],
		[ 'delay', 'en-returns', '14 days', 'en-terms', '10 days' ],
		[ 'phone', 'en-contact', '+44 20 7946 0018', 'en-about', '020 7946 0081' ],
		[ 'delay', 'en-membership', '30 days', 'en-join', '14 days' ],
		[ 'price', 'en-hire', '£20', 'en-hire-old', '£18' ],
		[ 'email', 'en-hire-old', 'hire@bikes-example.co.uk', 'en-hire-help', 'rental@bikes-example.co.uk' ],
	];

	public const HELD = [
		'fr-gite'      => [
			'fr',
			'Le gîte des Tilleuls',
			[
				[
					[ 'Tarifs' ],
					"Nuitée en chambre double : 78 €\nNuitée en chambre familiale : 105 €\nPetit déjeuner : 9 € par personne\nLa taxe de séjour est de 1,10 € par nuit.",
				],
				[ [ 'Arrivée et départ' ], 'Le gîte est réservable 2 nuits minimum.' ],
			],
		],
		'fr-chambres'  => [
			'fr',
			'Nos chambres',
			[
				[ [ 'Chambre double' ], 'Prix de la nuitée : 82 €. La chambre fait 18 m².' ],
				[ [ 'Chambre familiale' ], 'Prix de la nuitée : 105 €.' ],
			],
		],
		'fr-restau'    => [
			'fr',
			'Table d’hôtes',
			[ [ [], "Le dîner est à 24 € par personne, vin compris. Menu enfant : 12 €.\nRéservez votre dîner 24 h à l’avance." ] ],
		],
		'fr-annul'     => [
			'fr',
			'Annulation',
			[ [ [], 'L’annulation est gratuite jusqu’à 7 jours avant l’arrivée. Ensuite, 50 % du séjour est dû.' ] ],
		],
		'fr-reserver'  => [
			'fr',
			'Réserver',
			[ [
				[],
				"Un acompte de 30 % est demandé. L’annulation est gratuite jusqu’à 14 jours avant l’arrivée.\nRéservations : 05 61 00 00 01 ou reservation@tilleuls.example",
			] ],
		],
		'fr-acces'     => [
			'fr',
			'Accès',
			[ [ [], 'En voiture, le gîte est à 20 minutes de Foix. Une question sur la route ? Appelez le 05 61 00 00 02.' ] ],
		],
		'fr-saison'    => [ 'fr', 'Ouverture', [ [ [], 'Le gîte ouvre le 4 avril 2026 et ferme le 31 octobre 2026.' ] ] ],
		'fr-piscine'   => [ 'fr', 'La piscine', [ [ [], 'La piscine ouvre le 1er juin 2026. Le gîte ouvre le 11 avril 2026.' ] ] ],
		'fr-asso'      => [
			'fr',
			'Adhérer à l’association',
			[ [
				[],
				"L’adhésion individuelle est de 15 € par an. L’adhésion familiale est de 25 € par an.\nL’adhésion est valable un an.",
			] ],
		],
		'fr-asso-faq'  => [
			'fr',
			'Questions fréquentes',
			[
				[ [ 'Combien coûte l’adhésion individuelle ?' ], '20 € par an.' ],
				[ [ 'Quand ont lieu les cours ?' ], 'Les cours reprennent le 15 septembre 2026.' ],
			],
		],
		'fr-cours'     => [
			'fr',
			'Cours de poterie',
			[ [ [], "Les cours reprennent le 14 septembre 2026.\nDix séances : 220 €. Une séance d’essai : 15 €." ] ],
		],
		'fr-cours-ado' => [ 'fr', 'Cours de dessin', [ [ [], 'Dix séances : 180 €. Une séance d’essai : 10 €.' ] ] ],
		'fr-support'   => [
			'fr',
			'Support technique',
			[ [ [], 'Notre équipe répond à vos tickets sous 24 heures. Écrivez au support technique : support@logiciel.example.' ] ],
		],
		'fr-sla'       => [
			'fr',
			'Engagements de service',
			[ [
				[],
				"Les tickets reçoivent une réponse sous 48 heures.\nLes incidents bloquants reçoivent une réponse sous 4 heures.\nSupport technique : aide@logiciel.example",
			] ],
		],
		'fr-offres'    => [
			'fr',
			'Tarifs',
			[ [ [ 'Essentiel' ], '29 € par mois, sans engagement.' ], [ [ 'Équipe' ], '79 € par mois, sans engagement.' ] ],
		],
		'fr-equipe'    => [
			'fr',
			'L’offre Équipe',
			[ [ [], 'L’offre Équipe coûte 89 € par mois. L’essai gratuit dure 30 jours.' ] ],
		],
		'fr-essai'     => [ 'fr', 'Essai gratuit', [ [ [], 'L’essai gratuit dure 14 jours. Sans carte bancaire.' ] ] ],
		'en-museum'    => [
			'en',
			'Visit the museum',
			[
				[ [ 'Tickets' ], "Adults: £14\nConcessions: £10\nChildren under 12 go free." ],
				[ [ 'Groups' ], 'Groups of 10 or more: £11 per person.' ],
			],
		],
		'en-groups'    => [
			'en',
			'Group visits',
			[ [ [], 'Groups of 10 or more: £12 per person. Book your group visit at least 14 days in advance.' ] ],
		],
		'en-schools'   => [
			'en',
			'School visits',
			[ [ [], 'School groups pay £6 per pupil. Book your school visit at least 21 days in advance.' ] ],
		],
		'en-tickets'   => [ 'en', 'Ticket prices', [ [ [], "Adults: £15\nConcessions: £10" ] ] ],
		'en-annual'    => [ 'en', 'Annual pass', [ [ [], 'The annual pass costs £45. The annual pass is valid for 12 months.' ] ] ],
		'en-pass-faq'  => [
			'en',
			'Frequently asked questions',
			[
				[ [ 'How long is the annual pass valid?' ], 'It is valid for 1 year.' ],
				[ [ 'Can I get a refund?' ], 'Tickets are refunded up to 48 hours before your visit.' ],
				[ [ 'Who do I contact about lost property?' ], 'Lost property: lost@museum.example' ],
			],
		],
		'en-lost'      => [ 'en', 'Lost property', [ [ [], 'Write to property@museum.example. Items are kept for 3 months.' ] ] ],
		'en-lost-2'    => [ 'en', 'Visitor rules', [ [ [ 'Lost property' ], 'Lost items are kept for 6 weeks.' ] ] ],
		'en-exhib'     => [ 'en', 'Light and Glass', [ [ [], 'Light and Glass opens on 3 March 2026 and closes on 30 August 2026.' ] ] ],
		'en-news'      => [ 'en', 'News: Light and Glass', [ [ [], 'Our new exhibition Light and Glass opens on 10 March 2026.' ] ] ],
		'en-jobs'      => [ 'en', 'Jobs', [ [ [], 'Apply by 12 January 2026. Volunteers commit to 6 months. Jobs: jobs@museum.example' ] ] ],
		'en-shop'      => [
			'en',
			'Museum shop',
			[ [ [], "Poster: £8\nPostcard: £1.20\nDelivery in 5 days. Call the shop on 020 7946 0101." ] ],
		],
		'en-cafe'      => [ 'en', 'Museum café', [ [ [], 'Lunch from £9. Call the café on 020 7946 0102.' ] ] ],
	];

	public const HELD_TRUE = [
		[ 'price', 'fr-gite', '78 €', 'fr-chambres', '82 €' ],
		[ 'delay', 'fr-annul', '7 jours', 'fr-reserver', '14 jours' ],
		[ 'date', 'fr-saison', '4 avril 2026', 'fr-piscine', '11 avril 2026' ],
		[ 'price', 'fr-asso', '15 €', 'fr-asso-faq', '20 €' ],
		[ 'date', 'fr-asso-faq', '15 septembre 2026', 'fr-cours', '14 septembre 2026' ],
		[ 'delay', 'fr-support', '24 heures', 'fr-sla', '48 heures' ],
		[ 'email', 'fr-support', 'support@logiciel.example', 'fr-sla', 'aide@logiciel.example' ],
		[ 'price', 'fr-offres', '79 €', 'fr-equipe', '89 €' ],
		[ 'delay', 'fr-equipe', '30 jours', 'fr-essai', '14 jours' ],
		[ 'price', 'en-museum', '£11', 'en-groups', '£12' ],
		[ 'price', 'en-museum', '£14', 'en-tickets', '£15' ],
		[ 'email', 'en-pass-faq', 'lost@museum.example', 'en-lost', 'property@museum.example' ],
		[ 'delay', 'en-lost', '3 months', 'en-lost-2', '6 weeks' ],
		[ 'date', 'en-exhib', '3 March 2026', 'en-news', '10 March 2026' ],
	];

	/**
	 * A third site, written after the rules were complete: measured once before and once after it led to changes, see docs/decisions/0021.
	 */
	public const FRESH = [
		'fr-gym'        => [
			'fr',
			'Nos abonnements',
			[
				[ [ 'Abonnement mensuel' ], 'L’abonnement mensuel est à 39 € par mois, sans engagement.' ],
				[ [ 'Abonnement annuel' ], "L’abonnement annuel est à 349 € par an.\nFrais d’inscription : 25 €" ],
			],
		],
		'fr-gym-faq'    => [
			'fr',
			'Questions fréquentes',
			[
				[ [ 'Y a-t-il des frais d’inscription ?' ], 'Oui, les frais d’inscription s’élèvent à 30 €.' ],
				[ [ 'Comment résilier ?' ], 'La résiliation se fait avec un préavis de 30 jours.' ],
				[ [ 'Puis-je suspendre ?' ], 'L’abonnement peut être suspendu pendant 2 mois.' ],
			],
		],
		'fr-gym-cgv'    => [
			'fr',
			'Conditions générales',
			[
				[ [ 'Article 9' ], 'La résiliation de l’abonnement nécessite un préavis de deux mois.' ],
				[ [ 'Article 10' ], 'Toute réclamation est traitée sous 10 jours ouvrés.' ],
			],
		],
		'fr-dentiste'   => [
			'fr',
			'Cabinet dentaire',
			[ [ [], "Urgences dentaires : 04 78 00 00 10\nPrise de rendez-vous : 04 78 00 00 11\nLe détartrage coûte 43,38 €." ] ],
		],
		'fr-dentiste-2' => [
			'fr',
			'Urgences',
			[ [ [], "En dehors des horaires, urgences dentaires : 04 78 00 00 12\nLa consultation coûte 23 €." ] ],
		],
		'fr-ecole'      => [
			'fr',
			'Inscriptions à l’école de musique',
			[ [
				[],
				"Cours individuel de piano : 450 € par an. Cours collectif de piano : 260 € par an.\nLes inscriptions ouvrent le 2 juin 2026.\nLes cours de solfège commencent le 16 septembre 2026.",
			] ],
		],
		'fr-piano'      => [
			'fr',
			'Piano',
			[ [ [], "Le cours individuel de piano est à 480 € par an.\nLes inscriptions ouvrent le 9 juin 2026." ] ],
		],
		'fr-guitare'    => [
			'fr',
			'Guitare',
			[ [
				[],
				"Le cours individuel de guitare est à 420 € par an. Cours d’essai : 15 €.\nLes cours de guitare commencent le 14 septembre 2026.",
			] ],
		],
		'fr-traiteur'   => [
			'fr',
			'Traiteur',
			[ [
				[],
				"Commandez 48 h à l’avance.\nPlateau de fromages pour 6 personnes : 42 €. Plateau de fromages pour 12 personnes : 79 €.\nDevis : traiteur@epicerie.example",
			] ],
		],
		'fr-plateaux'   => [
			'fr',
			'Nos plateaux',
			[ [
				[],
				"Plateau de fromages pour 6 personnes : 45 €\nPlateau de charcuterie pour 6 personnes : 42 €\nDevis traiteur : devis@epicerie.example",
			] ],
		],
		'fr-garantie'   => [
			'fr',
			'Garantie et réparation',
			[ [ [], "Nos appareils sont garantis 3 ans.\nLes réparations sont garanties 6 mois.\nLe devis est offert sous 5 jours." ] ],
		],
		'fr-appareil'   => [ 'fr', 'Machine à café Brio', [ [ [], 'Prix : 229 €. Garantie : 2 ans. Livraison en 4 jours.' ] ] ],
		'fr-appareil-2' => [ 'fr', 'Machine à café Largo', [ [ [], 'Prix : 329 €. Garantie : 2 ans. Livraison en 7 jours.' ] ] ],
		'en-clinic'     => [
			'en',
			'Fees',
			[ [ [], "First consultation: £60\nFollow-up consultation: £40\nMissed appointments are charged £20." ] ],
		],
		'en-clinic-faq' => [
			'en',
			'Questions',
			[
				[ [ 'What does a first consultation cost?' ], 'The first consultation is £65.' ],
				[ [ 'Can I cancel?' ], 'Cancel your appointment at least 24 hours in advance.' ],
			],
		],
		'en-policy'     => [
			'en',
			'Cancellation policy',
			[ [ [], 'Please cancel your appointment at least 48 hours in advance. Missed appointments are charged £20.' ] ],
		],
		'en-saas'       => [
			'en',
			'Security',
			[ [ [], "Backups are kept for 30 days.\nReport vulnerabilities to security@tool.example.\nAccess logs are kept for 90 days." ] ],
		],
		'en-privacy'    => [
			'en',
			'Privacy policy',
			[
				[ [ 'Retention' ], 'Backups are kept for 14 days. Access logs are kept for 90 days.' ],
				[ [ 'Contact' ], 'Privacy questions: privacy@tool.example' ],
			],
		],
		'en-trial'      => [
			'en',
			'Pricing',
			[ [ [ 'Team' ], '$12 per user per month.' ], [ [ 'Business' ], '$24 per user per month.' ], [ [], 'The free trial lasts 14 days.' ] ],
		],
		'en-start'      => [ 'en', 'Getting started', [ [ [], 'Start your free trial: it lasts 30 days. Setup takes 10 minutes.' ] ] ],
		'en-event'      => [ 'en', 'Summer fair', [ [ [], 'The summer fair takes place on 11 July 2026. Stall fee: £15.' ] ] ],
		'en-stalls'     => [
			'en',
			'Book a stall',
			[ [ [], "Book by 1 June 2026. The stall fee is £18.\nThe summer fair takes place on Saturday 11 July 2026." ] ],
		],
		'en-winter'     => [ 'en', 'Winter fair', [ [ [], 'The winter fair takes place on 5 December 2026. Stall fee: £20.' ] ] ],
		'en-hotel'      => [
			'en',
			'Rooms',
			[ [ [ 'Garden room' ], '£95 per night, breakfast included.' ], [ [ 'Sea room' ], '£125 per night, breakfast included.' ] ],
		],
		'en-hotel-2'    => [ 'en', 'Parking and breakfast', [ [ [], 'Parking costs £8 per night. Breakfast for visitors costs £12.' ] ] ],
	];

	public const FRESH_TRUE = [
		[ 'price', 'fr-gym', '25 €', 'fr-gym-faq', '30 €' ],
		[ 'delay', 'fr-gym-faq', '30 jours', 'fr-gym-cgv', 'deux mois' ],
		[ 'phone', 'fr-dentiste', '04 78 00 00 10', 'fr-dentiste-2', '04 78 00 00 12' ],
		[ 'price', 'fr-ecole', '450 €', 'fr-piano', '480 €' ],
		[ 'date', 'fr-ecole', '2 juin 2026', 'fr-piano', '9 juin 2026' ],
		[ 'price', 'fr-traiteur', '42 €', 'fr-plateaux', '45 €' ],
		[ 'email', 'fr-traiteur', 'traiteur@epicerie.example', 'fr-plateaux', 'devis@epicerie.example' ],
		[ 'price', 'en-clinic', '£60', 'en-clinic-faq', '£65' ],
		[ 'delay', 'en-clinic-faq', '24 hours', 'en-policy', '48 hours' ],
		[ 'delay', 'en-saas', '30 days', 'en-privacy', '14 days' ],
		[ 'delay', 'en-trial', '14 days', 'en-start', '30 days' ],
		[ 'price', 'en-event', '£15', 'en-stalls', '£18' ],
	];
}
