<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** French lexicon for the detection of intents, folded. */
final class FrenchLexicon implements Lexicon {

	private const LISTS = [
		'greeting' => [
			'comment tu vas', 'comment ca se passe', 'tu vas bien', 'hola', 'hallo', 'ola', 'cv', 're', 'wesh', 'salam',
			'salutations', 'coucou toi', 'j aurais une question', 'j aurai une question', 'j aurais besoin d aide', 'bonjour',
			'bonsoir', 'salut', 'coucou', 'hello', 'bjr', 'slt', 'bsr', 'hey', 'yo', 'rebonjour', 're bonjour',
			'bonne journee a vous', 'ca va', 'comment ca va', 'comment allez vous', 'comment vas tu', 'enchante', 'enchantee',
			'allo', 'aide', 'aidez moi', 'aide moi', 'a l aide', 'j ai besoin d aide', 'besoin d aide', 'j ai une question',
			'une question', 'question', 'j ai besoin d un renseignement', 'j ai besoin d une information', 'pouvez vous m aider',
			'peux tu m aider', 'vous pouvez m aider',
		],
		'thanks' => [
			'cimer', 'merci pour tout', 'mercis', 'mille mercis', 'cool', 'c gentil', 'c super', 'c parfait', 'c bon', 'merci bien',
			'merci', 'mercii', 'mrc', 'je vous remercie', 'je te remercie', 'remerciements', 'grand merci', 'super', 'parfait',
			'genial', 'top', 'excellent', 'impeccable', 'nickel', 'c est parfait', 'c est super', 'c est tout bon', 'tres utile',
			'bien recu', 'c est note', 'c est gentil', 'vous etes super',
		],
		'goodbye' => [
			'au revoir', 'aurevoir', 'a bientot', 'bonne journee', 'bonne soiree', 'bonne nuit', 'bon week end', 'bon weekend',
			'a plus', 'a plus tard', 'adieu', 'a demain', 'ciao', 'bye', 'tchao', 'c est tout', 'ce sera tout',
		],
		'yes' => [
			'oui', 'ouais', 'ok', 'okay', 'd accord', 'dac', 'volontiers', 'avec plaisir', 'bien sur', 'je veux bien', 'allez y',
			'vas y', 'pourquoi pas', 'entendu', 'oui s il vous plait', 'svp oui', 'ca marche', 'je suis d accord',
		],
		'no' => [
			'non', 'nan', 'non merci', 'pas besoin', 'ca ira', 'sans facon', 'pas maintenant', 'laissez tomber', 'laisse tomber',
			'tant pis', 'non pas la peine', 'ce n est pas la peine',
		],
		'firm_yes' => [
			'oui', 'ouais', 'volontiers', 'avec plaisir', 'bien sur', 'je veux bien', 'allez y', 'vas y', 'pourquoi pas',
		],
		'you_are' => [
			'es tu', 'tu es', 't es', 't', 'etes vous', 'vous etes', 'c est', 'c', 'est ce', 'suis je', 'je suis', 'jsuis',
			'je parle', 'parle je', 'je discute', 'en contact', 'je suis avec', 'jsuis avec',
		],
		'machine' => [
			'robot', 'bot', 'chatbot', 'machine', 'ia', 'automate', 'humain', 'humaine', 'etre humain', 'vraie personne',
			'vrai conseiller', 'vrai humain', 'intelligence artificielle', 'ordinateur', 'chatgpt', 'gpt',
		],
		'filler' => [
			'mme', 'mr', 'tlm', 'de reel', 'de vrai', 'mec', 'tt', 'le monde', 'tout le monde', 'ou quoi', 'moi', 'avec',
			'au telephone', 'au tel', 'votre', 'du', 'info', 'pas mal', 'monsieur', 'madame', 'messieurs', 'mesdames',
			'mademoiselle', 'a', 'tous', 'toutes', 'et', 'bien', 'beaucoup', 'infiniment', 'mille fois', 'encore', 'pour', 'votre',
			'ton', 'cette', 'la', 'l', 'le', 'les', 'tout', 'aide', 'reponse', 'infos', 'information', 'informations',
			'renseignement', 'renseignements', 'precision', 'precisions', 'svp', 'stp', 's il vous plait', 's il te plait',
			'sil vous plait', 'vous', 'toi', 'aussi', 'alors', 'bon', 'ah', 'oh', 'eh', 'ben', 'tres', 'trop', 'vraiment', 'un',
			'une', 'd', 'de', 'l equipe', 'assistant', 'c est', 'avance', 'par', 'je', 'j', 'y',
		],
		'ask_human' => [
			'humain derriere', 'quelqu un derriere', 'personne derriere', 't un robot', 't un bot', 't une ia', 't humain',
			't une machine', 'c un robot', 'c un bot', 'c une ia', 'c un humain', 'es tu chatgpt', 'tu es chatgpt',
			'etes vous chatgpt', 'vous etes chatgpt', 'vous etes reel', 'vous etes reelle', 'tu es reel',
			'etes vous une machine ou un humain', 'es tu un robot', 'es tu une ia', 'es tu humain', 'es tu humaine',
			'es tu un humain', 'es tu un bot', 'es tu une machine', 'es tu reel', 'es tu reelle', 'es tu vivant',
			'es tu une personne', 'es tu une vraie personne', 'es tu une intelligence artificielle', 'es tu un programme',
			'etes vous un robot', 'etes vous une ia', 'etes vous humain', 'etes vous humaine', 'etes vous un humain',
			'etes vous un bot', 'etes vous une machine', 'etes vous reel', 'etes vous reelle', 'etes vous une personne',
			'etes vous une vraie personne', 'etes vous une intelligence artificielle', 'etes vous un programme',
			'etes vous un etre humain', 'etes vous un chatbot', 'es tu un chatbot', 'tu es un robot', 'tu es une ia', 'tu es un bot',
			'tu es humain', 'tu es une vraie personne', 'tu es une machine', 't es un robot', 't es une ia', 't es un bot',
			't es humain', 'vous etes un robot', 'vous etes une ia', 'vous etes un bot', 'vous etes humain', 'vous etes une machine',
			'vous etes une vraie personne', 'vous etes une personne', 'c est un robot', 'c est un bot', 'c est une ia',
			'c est un humain', 'parle a un robot', 'parle a une machine', 'parle a un bot', 'parle a une ia', 'parle avec un robot',
			'parle avec une ia', 'parle avec une machine', 'est ce que je parle a une personne',
			'est ce que je parle a une vraie personne', 'est ce que je parle a un humain', 'est ce que je parle a quelqu un',
			'y a t il un humain', 'y a t il quelqu un derriere', 'en train de parler a un robot', 'en train de parler a un humain',
			'en train de parler a une machine', 'robot ou humain', 'humain ou robot', 'robot ou une personne', 'robot ou un humain',
			'humain ou un robot', 'personne ou un robot', 'reponse automatique',
		],
		'ask_who' => [
			'qui es tu', 'qui etes vous', 't es qui', 'tu es qui', 'vous etes qui', 'quel est ton nom', 'quel est votre nom',
			'comment tu t appelles', 'comment t appelles tu', 'comment vous appelez vous', 'c est quoi ton nom', 'que peux tu faire',
			'que pouvez vous faire', 'que sais tu faire', 'que savez vous faire', 'tu sais faire quoi',
			'qu est ce que tu peux faire', 'qu est ce que vous pouvez faire', 'qu est ce que tu sais faire', 'a quoi sers tu',
			'a quoi servez vous', 'a quoi tu sers', 'tu sers a quoi', 'vous servez a quoi', 'comment peux tu m aider',
			'comment pouvez vous m aider', 'en quoi peux tu m aider', 'en quoi pouvez vous m aider', 'comment ca marche ce chat',
			'que faites vous ici',
		],
		'want' => [
			'me passer', 'vous pouvez', 'tu peux', 'jaimerais', 'il me faut', 'donnez moi', 'donne moi', 'passez moi', 'passe moi',
			'trouvez moi', 'puis je avoir', 'veux', 'voudrais', 'voudrai', 'vx', 'souhaite', 'souhaiterais', 'souhaiterai',
			'aimerais', 'aimerai', 'puis je', 'peux je', 'je peux', 'pourrais je', 'pourrai je', 'peut on', 'possible',
			'possibilite', 'besoin', 'faut', 'prefere', 'prefererais', 'desire', 'desirerais', 'demande', 'exige', 'cherche',
			'laissez moi', 'pouvez vous', 'pourriez vous', 'peux tu', 'est ce que je peux', 'envie', 'comment', 'merci de',
			'j attends', 'voulons', 'on peut', 'vouloir',
		],
		'talk' => [
			'parler', 'parle', 'discuter', 'discute', 'echanger', 'causer', 'dialoguer', 'converser', 'joindre', 'avoir',
			'contacter', 'voir', 'en relation', 'en contact', 'appeler', 'passer', 'transferer', 'm adresser', 'poser ma question a',
			'chatter', 'tchatter', 'contact avec', 'aide de', 'aide d', 'assistance de', 'assistance d',
		],
		'person' => [
			'votre chef', 'le chef', 'un chef', 'votre patron', 'votre superieur', 'vrai conseiller', 'etre humain', 'quelqu un',
			'quelqun', 'quelquun', 'qqn', 'qq un', 'qqun', 'une personne', 'a la personne', 'vraie personne', 'personne reelle',
			'personne humaine', 'humain', 'humaine', 'humains', 'etre humain', 'conseiller', 'conseillere', 'conseillers', 'agent',
			'agents', 'operateur', 'operatrice', 'responsable', 'technicien', 'technicienne', 'commercial', 'vendeur', 'vendeuse',
			'employe', 'votre equipe', 'l equipe', 'un membre', 'service client', 'service clients', 'service clientele',
			'service apres vente', 'sav', 'le support', 'au support', 'du support', 'support client', 'support technique',
			'standard', 'secretariat', 'hotline', 'interlocuteur', 'gerant', 'patron', 'directeur', 'manager', 'superieur',
			'vrai gens', 'vrais gens', 'un collegue', 'un expert',
		],
		'person_alone' => [
			'humain', 'un humain', 'etre humain', 'un etre humain', 'conseiller', 'un conseiller', 'une conseillere', 'agent',
			'un agent', 'operateur', 'un operateur', 'une vraie personne', 'vraie personne', 'personne reelle', 'quelqu un',
			'une personne', 'service client', 'le service client', 'support', 'standard', 'hotline', 'parler', 'aide humaine',
			'assistance humaine', 'responsable', 'un responsable',
		],
		'person_phrase' => [
			'y a quelqu un', 'un vrai humain', 'une vraie personne svp', 'passe moi une personne', 'parler a quelqu un',
			'parler avec quelqu un', 'parler a une personne', 'parler avec une personne', 'parler a un humain',
			'parler avec un humain', 'parler a un conseiller', 'parler avec un conseiller', 'parler a une conseillere',
			'parler a un agent', 'parler a un responsable', 'parler a un technicien', 'avoir quelqu un', 'avoir un humain',
			'avoir un conseiller', 'contacter un conseiller', 'contacter un humain', 'contacter quelqu un', 'joindre un conseiller',
			'joindre quelqu un', 'passez moi quelqu un', 'passez moi un', 'passe moi un humain', 'passe moi quelqu un',
			'passe moi un conseiller', 'transferez moi', 'mettez moi en relation', 'mettez moi en contact', 'mise en relation',
			'aide d un humain', 'aide d une personne', 'aide humaine', 'pas un robot', 'pas a un robot', 'pas a une machine',
			'pas une machine', 'pas un bot', 'pas parler a un robot', 'y a t il quelqu un', 'il y a quelqu un',
			'quelqu un peut m aider', 'quelqu un peut il m aider', 'quelqu un pourrait m aider', 'quelqu un pourrait il m aider',
			'quelqu un de votre equipe', 'un humain svp', 'un conseiller svp',
		],
		'contact_phrase' => [
			'rappelez moi', 'rappeler moi', 'rappelle moi', 'recontactez moi', 'recontacter moi', 'recontacte moi', 'contactez moi',
			'contacter moi', 'appelez moi', 'appeler moi', 'appelle moi', 'telephonez moi', 'ecrivez moi', 'joignez moi',
			'me rappeler', 'me rappelle', 'me rappeliez', 'me recontacter', 'me recontacte', 'me recontactiez', 'me contacter',
			'me contacte', 'me contactiez', 'm appeler au', 'm appelle au', 'm appeler', 'm ecrire', 'm ecrive', 'me joindre',
			'me repondre par mail', 'me repondre par email', 'repondez moi par mail', 'repondez moi par email',
			'repondez moi par telephone', 'etre rappele', 'etre rappelee', 'etre recontacte', 'etre recontactee', 'etre contacte',
			'etre contactee', 'qu on me rappelle', 'qu on me contacte', 'qu on me recontacte', 'voici mon numero', 'voici mon mail',
			'voici mon email', 'voici mon adresse mail', 'mon numero est', 'mon telephone est', 'mon mail est', 'mon email est',
			'mon adresse mail est', 'mon numero de telephone est', 'je suis joignable',
		],
		'frustration_phrase' => [
			'ras le bol', 'marre', 'y en a marre', 'j en ai assez', 'j en peux plus', 'n importe quoi', 'c est nul', 'vous etes nul',
			'vous etes nuls', 'tu es nul', 't es nul', 'trop nul', 'completement nul', 'vous ne comprenez rien',
			'tu ne comprends rien', 'tu comprends rien', 'vous comprenez rien', 'ne sert a rien', 'sert a rien', 'servez a rien',
			'sers a rien', 'ne m aide pas', 'ne m aidez pas', 'ne m aides pas', 'm aide pas', 'aucune aide', 'inadmissible',
			'c est scandaleux', 'une honte', 'honteux', 'lamentable', 'c est inacceptable', 'insupportable', 'vous vous moquez',
			'vous vous foutez', 'tu te moques', 'tu te fous', 'ca m enerve', 'tu m enerves', 'vous m enervez', 'je suis furieux',
			'je suis furieuse', 'tres en colere', 'en colere', 'ne repond pas a ma question', 'repond pas a ma question',
			'ne repondez pas a ma question', 'repondez pas a ma question', 'pas repondu a ma question', 'toujours pas de reponse',
			'a cote de la plaque', 'vous tournez en rond', 'tu tournes en rond', 'je ne suis pas satisfait',
			'je ne suis pas satisfaite', 'tres mecontent', 'tres mecontente',
		],
		'swearing' => [
			'putain', 'ptn', 'merde', 'merdique', 'chier', 'chiant', 'connard', 'connards', 'connasse', 'conneries', 'encule',
			'enculer', 'encules', 'salaud', 'salopard', 'batard', 'debile', 'abruti', 'abrutis', 'cretin', 'imbecile', 'foutre',
			'fdp', 'ntm', 'bordel', 'degage', 'ta gueule', 'tg',
		],
		'thing' => [
			'site', 'page', 'paiement', 'payement', 'carte', 'formulaire', 'bouton', 'connexion', 'mot de passe', 'compte', 'panier',
			'application', 'appli', 'lien', 'liens', 'video', 'telechargement', 'captcha', 'code promo', 'inscription', 'validation',
			'commande en ligne', 'images', 'photos',
		],
		'broken' => [
			'ne marche pas', 'ne marche plus', 'marche pas', 'marche plus', 'ne marchent pas', 'marchent pas', 'ne fonctionne pas',
			'ne fonctionne plus', 'fonctionne pas', 'fonctionne plus', 'ne fonctionnent pas', 'fonctionnent pas', 'en panne',
			'hors service', 'plante', 'plantee', 'bug', 'bugge', 'bugue', 'buggue', 'echoue', 'echouent', 'a echoue', 'refuse',
			'est refusee', 'rejete', 'rejetee', 'bloque', 'bloquee', 'casse', 'cassee', 'ne charge pas', 'charge pas',
			'ne s affiche pas', 's affiche pas', 'ne s ouvre pas', 's ouvre pas', 'erreur', 'est down', 'ne passe pas', 'passe pas',
			'ne repond pas', 'repond plus', 'tourne en boucle', 'est vide', 'inaccessible', 'probleme technique',
		],
		'technical_phrase' => [
			'erreur 404', 'erreur 500', 'erreur 403', 'erreur 502', 'erreur 503', 'page blanche', 'message d erreur',
			'probleme technique', 'bug technique', 'n arrive pas a payer', 'n arrive pas a me connecter', 'n arrive pas a valider',
			'n arrive pas a commander', 'n arrive pas a m inscrire', 'n arrive pas a acceder', 'n arrive pas a telecharger',
			'n arrive pas a finaliser', 'n arrive plus a me connecter', 'n arrive plus a payer', 'arrive pas a payer',
			'arrive pas a me connecter', 'arrive pas a commander', 'impossible de payer', 'impossible de me connecter',
			'impossible de commander', 'impossible de valider', 'impossible de m inscrire', 'impossible d acceder',
			'impossible de finaliser', 'peux pas payer', 'peux pas me connecter', 'peux plus me connecter', 'peux pas commander',
			'debite deux fois', 'preleve deux fois', 'debitee deux fois', 'paye deux fois', 'pas recu le mail de confirmation',
			'site est hacke', 'site est pirate', 'compte est pirate', 'compte a ete pirate',
		],
		'scope_phrase' => [
			'remboursez moi', 'rembourse moi', 'je veux etre rembourse', 'je veux etre remboursee', 'je souhaite etre rembourse',
			'je souhaite etre remboursee', 'je voudrais etre rembourse', 'je voudrais etre remboursee', 'je veux un remboursement',
			'je demande un remboursement', 'je veux mon argent', 'rendez moi mon argent', 'je veux porter plainte',
			'je vais porter plainte', 'fais mes devoirs', 'faites mes devoirs', 'faire mes devoirs', 'ou est ma commande',
			'ou est mon colis', 'ou en est ma commande', 'ou en est mon colis', 'ou en est mon dossier',
			'ou en est mon remboursement', 'ma commande n est pas arrivee', 'pas recu ma commande', 'pas recu mon colis',
			'toujours pas recu', 'colis perdu', 'colis n est pas arrive', 'colis est perdu', 'recu le mauvais', 'arrive casse',
			'arrivee cassee', 'arrive abime', 'erreur sur ma facture', 'erreur dans ma facture', 'erreur dans ma commande',
		],
		'act' => [
			'annuler', 'annulez', 'annule', 'annulation de', 'modifier', 'modifiez', 'modifie', 'changer', 'changez', 'change',
			'supprimer', 'supprimez', 'supprime', 'rembourser', 'remboursez', 'rembourse', 'resilier', 'resiliez', 'resilie',
			'cloturer', 'deplacer', 'deplacez', 'reporter', 'reportez', 'corriger', 'corrigez', 'debloquer', 'debloquez',
			'reinitialiser', 'reinitialisez', 'confirmer', 'confirmez', 'renvoyer', 'renvoyez', 'mettre a jour', 'prolonger',
			'prolongez',
		],
		'own'                => [ 'ma', 'mon', 'mes', 'notre', 'nos' ],
		'matter' => [
			'commande', 'commandes', 'compte', 'reservation', 'abonnement', 'colis', 'facture', 'factures', 'adresse', 'rendez vous',
			'rdv', 'livraison', 'contrat', 'inscription', 'dossier', 'mot de passe', 'achat', 'paiement', 'billet', 'billets',
			'devis', 'location', 'creneau', 'donnees', 'table', 'chambre',
		],
		'compose' => [
			'ecris', 'ecrivez', 'ecrire', 'redige', 'redigez', 'rediger', 'compose', 'composez', 'invente', 'inventez', 'traduis',
			'traduisez', 'traduire', 'resous', 'resolvez', 'raconte', 'racontez', 'genere', 'generez', 'dessine', 'dessinez',
		],
		'work' => [
			'these', 'dissertation', 'memoire', 'poeme', 'poesie', 'roman', 'histoire', 'blague', 'essai', 'expose', 'devoir',
			'devoirs', 'chanson', 'article', 'code', 'script', 'equation', 'exercice', 'lettre', 'cv', 'discours', 'texte', 'phrase',
			'resume', 'programme', 'recette', 'image', 'scenario', 'redaction',
		],
		'how' => [
			'comment', 'que faire', 'quoi faire', 'quelle est', 'quel est', 'quels sont', 'quelles sont', 'qu est ce', 'est ce que',
			'est ce qu', 'peut on', 'puis je', 'je peux', 'faut il', 'dois je', 'combien', 'quand', 'ou puis je', 'ou peut on',
			'ou trouver', 'pourquoi', 'a qui', 'quelles', 'quels', 'jusqu a quand', 'sous quel delai', 'dans quel',
			'est il possible', 'y a t il', 'avez vous', 'proposez vous', 'acceptez vous', 'pourrais je', 'pourrait on', 'suis je',
			'ai je', 'j ai droit', 'si je', 'ou est', 'ou en est',
		],
		'what_now' => [
			'que faire', 'quoi faire', 'que dois je faire', 'je fais quoi', 'je dois faire quoi', 'qu est ce que je fais',
			'qu est ce que je dois faire', 'comment faire', 'que puis je faire',
		],
		'know'               => [ 'savoir', 'sais pas', 'me dire', 'm indiquer', 'connaitre', 'm expliquer', 'demande si', 'renseigner' ],
		'not_contact' => [
			'me rappeler mon', 'me rappeler ma', 'me rappeler mes', 'me rappeler de', 'me rappeler le', 'me rappeler la',
			'me rappeler du', 'me rappelle plus', 'me rappelle pas', 'me rappelle de', 'me joindre a',
		],
	];

	/** Abbreviations and phonetic spellings of chat messages. */
	private const SHORTHAND = [
		'vs' => 'vous', 'slt' => 'salut', 'bjr' => 'bonjour', 'bsr' => 'bonsoir', 'cc' => 'coucou', 'cava' => 'ca va',
		'jveux' => 'je veux', 'jveu' => 'je veux', 'jve' => 'je veux', 've' => 'veux', 'veu' => 'veux', 'jvoudrais' => 'je voudrais',
		'jvoudrai' => 'je voudrais', 'jaimerais' => 'j aimerais', 'jaimerai' => 'j aimerais', 'jai' => 'j ai',
		'jparle' => 'je parle', 'tes' => 't es', 'ya' => 'y a', 'pa' => 'pas', 'koi' => 'quoi', 'qqn' => 'quelqu un',
		'qqun' => 'quelqu un', 'quelqun' => 'quelqu un', 'quelquun' => 'quelqu un', 'quelqu1' => 'quelqu un', 'qq1' => 'quelqu un',
		'bcp' => 'beaucoup', 'bcq' => 'beaucoup', 'mci' => 'merci', 'mrc' => 'merci', 'merki' => 'merci', 'mersi' => 'merci',
	];

	public function shorthand(): array {
		return self::SHORTHAND;
	}

	public function lists(): array {
		return self::LISTS;
	}
}
